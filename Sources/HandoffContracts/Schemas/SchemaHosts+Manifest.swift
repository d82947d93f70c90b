package import HandoffSchema

extension SchemaHosts {
  /// Manifests, which hold schemas in contracts, agents, handoffs and definitions.
  package static let manifests = SchemaHosts(
    mark: "handoffSystem",
    paths: [
      [.name("input")], [.name("$defs"), .any], [.name("contracts"), .any, .name("output")],
      [.name("contracts"), .any, .name("failures"), .any, .name("schema")],
      [.name("agents"), .any, .name("accepts")], [.name("handoffs"), .any, .name("when")],
      [.name("handoffs"), .any, .name("payload")], [.name("handoffs"), .any, .name("result")],
    ])
}
