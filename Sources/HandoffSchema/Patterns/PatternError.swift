/// Why a regular expression cannot be compiled.
public struct PatternError: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The text breaks the grammar; the message says what was found and what was expected.
    case syntax(String)
    /// A construct that no automaton can express, such as a back-reference.
    case unsupported(construct: String)
    /// A property or property value that `\p{…}` does not know; the message carries a remedy where one is likely.
    case unknownProperty(name: String, remedy: String?)
    /// The automaton would exceed the cap.
    case tooManyStates(limit: Int)
    /// There are too many look-aheads and look-behinds.
    case tooManyLookArounds(limit: Int)
    /// Groups are nested too deeply.
    case tooDeeplyNested(limit: Int)
  }

  /// What is wrong.
  public var reason: Reason
  /// The expression.
  public var pattern: String
  /// The place in the expression, counted in code points from 0.
  public var offset: Int

  /// What is beyond automata, for messages; the pattern itself where it is something else.
  var construct: String {
    if case .unsupported(let construct) = reason { construct } else { "the pattern \(pattern)" }
  }

  /// Pairs a reason with its place.
  public init(reason: Reason, pattern: String, offset: Int) {
    self.reason = reason
    self.pattern = pattern
    self.offset = offset
  }
}

extension PatternError: CustomStringConvertible {
  /// One line that names the construct and its place.
  public var description: String {
    "\(reason) at offset \(offset) of the pattern \(shortPattern)"
  }

  // A pattern may be megabytes long; what surrounds the place is enough.
  private var shortPattern: String {
    let scalars = Array(pattern.unicodeScalars)
    let lower = max(0, min(offset, scalars.count) - 40)
    let upper = min(scalars.count, lower + 80)
    var text = lower > 0 ? "…" : ""
    for scalar in scalars[lower..<upper] {
      if scalar.value < 0x20 || scalar.value == 0x7F {
        text += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text + (upper < scalars.count ? "…" : "")
  }

  /// Whether the expression is one of ECMA-262 all the same, only out of this engine's reach.
  public var isExpressionValid: Bool {
    switch reason {
    case .syntax, .unknownProperty: false
    case .unsupported, .tooManyStates, .tooManyLookArounds, .tooDeeplyNested: true
    }
  }
}

extension PatternError.Reason: CustomStringConvertible {
  /// The reason in words, without the place.
  public var description: String {
    switch self {
    case .syntax(let message): message
    case .unsupported(let construct): "\(construct) is not supported"
    case .unknownProperty(let name, let remedy):
      "unknown property \(name)" + (remedy.map { "; \($0)" } ?? "")
    case .tooManyStates(let limit): "the expression needs more than \(limit) states"
    case .tooManyLookArounds(let limit): "the expression has more than \(limit) look-arounds"
    case .tooDeeplyNested(let limit): "groups are nested more than \(limit) deep"
    }
  }
}
