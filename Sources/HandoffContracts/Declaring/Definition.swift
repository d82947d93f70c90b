internal import HandoffSchema

/// A shape with a name, for ``Shape/reference(_:)``; shapes may refer to themselves that way.
public struct Definition: SystemElement {
  private let name: String
  private let shape: Shape
  private let place: SourceLocation

  /// Names a shape.
  public init(_ name: String, _ shape: Shape, fileID: String = #fileID, line: Int = #line) {
    self.name = name
    self.shape = shape
    place = SourceLocation(file: fileID, line: line)
  }

  /// Adds what the element says to a system.
  public func apply(to system: inout AgentSystem) {
    if system.definitions[name] != nil {
      system.report(.duplicate(.definition, name: name, first: nil), at: ["$defs", name], place)
    }
    system.definitions[name] = system.take(shape, at: ["$defs", name], place)
  }
}
