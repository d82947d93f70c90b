/// A part of a contract that has payloads of its own.
public enum ContractPart: Sendable, Hashable {
  case output
  /// A failure output, by its kind.
  case failure(String)
}

extension ContractPart: CustomStringConvertible {
  /// The part in words.
  public var description: String {
    switch self {
    case .output: "output"
    case .failure(let kind): "failure \(quoted(kind))"
    }
  }
}
