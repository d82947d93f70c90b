package import HandoffSchema

/// The members of a line that a record is made of; all others are passed over.
package struct RecordMembers {
  private(set) var trace: JSONValue?
  private(set) var from: JSONValue?
  private(set) var to: JSONValue?
  private(set) var span: JSONValue?
  private(set) var parent: JSONValue?
  private(set) var time: JSONValue?
  private(set) var handoff: JSONValue?
  private(set) var hash: JSONValue?
  private(set) var verdict: JSONValue?
  private(set) var redacted: JSONValue?
  private(set) var payload: JSONValue?
  private(set) var on: JSONValue?

  /// Takes the members of an object.
  package init(_ object: JSONObject) {
    for member in object.members { keep(member.key) { member.value } }
  }

  /// Takes the members of a line that was parsed, without making the whole value; `nil` where it is no object.
  package init?(_ line: TapeView) {
    guard line[0].kind == .object else { return nil }
    var name = 1
    while name < line[0].next {
      let value = name + 1
      keep(line.string(at: name)) { line.value(at: value) }
      name = Int(line[value].next)
    }
  }

  /// Whether they are meant as a record, rather than as something of another format.
  package var resembleRecord: Bool {
    trace?.stringValue != nil || (from?.stringValue != nil && to != nil)
  }

  /// The last one of a name counts, as it does in an object.
  private mutating func keep(_ name: String, _ value: () -> JSONValue) {
    // By their length first, which tells most of them apart.
    switch name.utf8.count {
    case 2:
      if name.hasSameCodePoints(as: "to") { to = value() }
      if name.hasSameCodePoints(as: "on") { on = value() }
    case 4:
      if name.hasSameCodePoints(as: "from") { from = value() }
      if name.hasSameCodePoints(as: "time") { time = value() }
      if name.hasSameCodePoints(as: "span") { span = value() }
      if name.hasSameCodePoints(as: "hash") { hash = value() }
    case 5: if name.hasSameCodePoints(as: "trace") { trace = value() }
    case 6: if name.hasSameCodePoints(as: "parent") { parent = value() }
    case 7:
      if name.hasSameCodePoints(as: "payload") { payload = value() }
      if name.hasSameCodePoints(as: "handoff") { handoff = value() }
      if name.hasSameCodePoints(as: "verdict") { verdict = value() }
    case 8: if name.hasSameCodePoints(as: "redacted") { redacted = value() }
    default: break
    }
  }
}
