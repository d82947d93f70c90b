/// The ids of the mutation operators, which a declaration may name in `tolerates`.
///
/// The operators themselves live above this module; a test of theirs holds this list against their registry.
package enum OperatorNames {
  /// All ids, sorted.
  package static let all = [
    "above-maximum", "absent-lookalike", "added-whitespace", "auto-closed", "bad-member-name",
    "below-minimum", "blank-text", "byte-order-mark", "case-changed", "code-fence", "commented-text",
    "default-for-absent", "delivered-twice", "dropped-item", "duplicate-items", "empty-array",
    "empty-for-null", "empty-object", "empty-string", "empty-text", "epoch-for-date",
    "error-then-success", "exchanged-linked", "extra-item", "extra-member", "failure-output",
    "failure-with-output", "flagged-success", "flattened-member", "foreign-enum-value", "format-broken",
    "format-near-miss", "fraction-for-integer", "grouped-number", "html-error-page", "huge-number",
    "impossible-date", "json-in-string", "matches-forbidden", "middle-dropped", "missing-contained",
    "missing-dependent", "missing-required", "misspelt-member", "nested-failure", "nested-in-array",
    "nested-members", "not-in-enum", "null-for-value", "number-for-boolean", "number-for-string",
    "older-payload", "other-discriminator", "other-payload", "out-of-order", "pattern-broken",
    "pattern-near-miss", "placeholder-text", "refusal-text", "renamed-member", "reordered-items",
    "repeated-item", "repeated-member", "schema-echo", "single-quotes", "smart-quotes", "stale-payload",
    "stringified-boolean", "stringified-number", "surrounded-text", "swapped-members", "synonym-member",
    "token-limit", "too-few-items", "too-few-members", "too-long", "too-many-contained",
    "too-many-items", "too-many-members", "too-short", "trailing-comma", "truncated-array",
    "truncated-number", "truncated-string", "truncated-text", "two-objects", "unit-suffix",
    "unknown-failure", "unwrapped-array", "unwrapped-payload", "whole-as-fraction", "wrapped-payload",
    "wrong-branch", "wrong-const", "wrong-encoding", "wrong-multiple", "wrong-type",
  ]
}
