/// The formats that a system can be written in for other tools.
public enum Exporters {
  /// All exporters, by name.
  public static let all: [Exporter] = [.agentSpec]

  /// The exporter with a name, or `nil`.
  public static func named(_ name: String) -> Exporter? {
    all.first { $0.name.utf8.elementsEqual(name.utf8) }
  }
}
