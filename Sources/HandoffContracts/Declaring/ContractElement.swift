/// Something that can stand in `Contract("…") { … }`.
public protocol ContractElement: Sendable {
  /// Adds what the element says to a contract.
  func apply(to contract: inout Contract)
}
