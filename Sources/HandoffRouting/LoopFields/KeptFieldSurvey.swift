import HandoffSchema

/// Finds the fields that contracts test like guards.
///
/// What an agent keeps, adds to or copies of what it received must be as its own contract demands: it has no output
/// where it is not. That makes a difference where contracts demand different things of a field, and where its value
/// changes on the way.
struct KeptFieldSurvey {
  /// More fields than these are not told apart; that is sound, because less is then known to be impossible.
  static let fieldLimit = 256

  /// What a schema tests of one field.
  private struct Test: Hashable {
    var types: [TypeSet]
    var values: [JSONValue]
    var cuts: [Decimal]
  }

  private var tests: [JSONPointer: Test] = [:]
  private var differing: Set<JSONPointer> = []
  private var candidates: [JSONPointer] = []
  private var known: Set<JSONPointer> = []
  private var changed: Set<JSONPointer> = []

  /// Notes what payloads of a schema hold.
  ///
  /// - Parameters:
  ///   - schema: What a payload may be that an agent receives.
  ///   - effects: What the agents do that send such payloads.
  mutating func note(_ schema: Schema, sentBy effects: [PayloadEffects]) {
    var survey = FieldSurvey()
    survey.visit(schema, addsFields: true)
    for (number, pointer) in survey.pointers.enumerated() where !pointer.tokens.isEmpty {
      let test = Test(
        types: survey.types[number], values: survey.constants[number], cuts: survey.cuts[number])
      guard test.types != [] || test.values != [] || test.cuts != [] else { continue }
      if let other = tests[pointer] {
        if other != test { differing.insert(pointer) }
      } else {
        tests[pointer] = test
      }
      for effect in effects {
        switch effect.change(of: pointer) {
        case .any: continue
        case .keep: break
        case .add, .copy: changed.insert(pointer)
        }
        if known.insert(pointer).inserted { candidates.append(pointer) }
      }
    }
  }

  /// The fields, in the order of their finding.
  var fields: [JSONPointer] {
    Array(candidates.filter { differing.contains($0) || changed.contains($0) }.prefix(Self.fieldLimit))
  }
}
