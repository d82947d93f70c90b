/// What the entry agents may receive.
public struct Input: SystemElement {
  private let shape: Shape
  private let place: SourceLocation

  /// States the shape of the first payload.
  public init(_ shape: Shape, fileID: String = #fileID, line: Int = #line) {
    self.shape = shape
    place = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    if system.input != nil { system.report(.repeatedElement("Input"), at: ["input"], place) }
    system.input = shape.schema
  }
}
