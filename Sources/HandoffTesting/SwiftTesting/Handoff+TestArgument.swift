public import HandoffContracts
public import Testing

extension Handoff: CustomTestStringConvertible {
  /// The name under which a test shows the handoff as its argument: `researcher->editor on failure no_sources`.
  public var testDescription: String {
    let name = "\(from)->\(to)"
    return switch trigger {
    case .output: name
    case .anyFailure: "\(name) on failure"
    case .failures(let kinds): "\(name) on failure \(kinds.joined(separator: ", "))"
    case .limit: "\(name) on limit"
    case .none: "\(name) on none"
    }
  }
}
