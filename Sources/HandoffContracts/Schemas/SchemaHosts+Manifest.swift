package import HandoffSchema

extension SchemaHosts {
  /// Manifests, which hold schemas where the tables by which they are read say so.
  package static let manifests = SchemaHosts(
    mark: ManifestReader.mark.description, sites: ValueShape.object(ManifestReader.systemMembers).schemas)
}
