/// What a server answered.
struct HTTPResponse: Sendable, Hashable {
  var status: Int
  /// Where the server points to; `nil` where it points nowhere.
  var location: String?
  var body: [UInt8]
}
