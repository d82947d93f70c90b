/// The metaschemas that everybody refers to, so that a reference to one needs no resolver.
package enum BundledMetaschemas {
  /// The document of an absolute URI without fragment, or `nil` where it is not bundled.
  package static func document(_ uri: String) -> JSONValue? {
    guard uri.utf8.count < 80, uri.utf8.contains(UInt8(ascii: "/")) else { return nil }
    let name = uri.hasPrefix("https://json-schema.org/draft-0") ? "http" + uri.dropFirst(5) : uri
    for list in [draft2020, draft2019, draft7, draft6, draft4] {
      for entry in list where entry.uri.hasSameCodePoints(as: name) {
        return try? JSONValue(parsing: entry.text)
      }
    }
    return nil
  }
}
