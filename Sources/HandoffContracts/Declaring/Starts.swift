/// What the entry agents may receive.
public struct Starts: SystemElement {
  private let shape: Shape
  private let location: SourceLocation

  /// States the shape of the first payload.
  public init(with shape: Shape, fileID: String = #fileID, line: Int = #line) {
    self.shape = shape
    location = SourceLocation(file: fileID, line: line)
  }

  /// States the output of a contract, which becomes part of the system, as the shape of the first payload.
  public init(with contract: Contract, fileID: String = #fileID, line: Int = #line) {
    self.init(with: .output(of: contract), fileID: fileID, line: line)
  }

  /// A likely slip, with its remedy.
  @available(*, unavailable, message: "Write Starts(with: shape).")
  public init(_ shape: Shape) {
    self.init(with: shape)
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    if system.input != nil { system.report(.repeatedElement("Starts"), at: ["input"], location) }
    system.input = system.take(shape, at: ["input"], location)
  }
}
