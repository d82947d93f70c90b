import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The little of the Redis protocol (RESP 2) that a test needs, over a socket in the file system.
///
/// Commands wait for each other: an answer belongs to the command before it.
actor RedisClient {
  private let descriptor: Int32
  private var received: [UInt8] = []

  struct Failure: Error { var text: String }

  /// Connects, or throws where nobody listens.
  init(socket path: String) throws {
    #if canImport(Darwin) || canImport(Musl)
      let stream = SOCK_STREAM
    #else
      let stream = Int32(SOCK_STREAM.rawValue)
    #endif
    let descriptor = socket(AF_UNIX, stream, 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      close(descriptor)
      throw Failure(text: String(cString: strerror(errno)))
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  func value(of key: String) throws -> String? { try call(["GET", key]) }

  func set(_ key: String, to value: String?) throws {
    _ = try value.map { try call(["SET", key, $0]) } ?? call(["DEL", key])
  }

  private func call(_ words: [String]) throws -> String? {
    var request = Array("*\(words.count)\r\n".utf8)
    for word in words { request += Array("$\(word.utf8.count)\r\n\(word)\r\n".utf8) }
    var sent = 0
    while sent < request.count {
      let count = request[sent...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, 0) }
      guard count > 0 else { throw Failure(text: "the server is gone") }
      sent += count
    }
    let head = try line()
    switch head.first {
    case "+", ":": return String(head.dropFirst())
    case "$":
      guard let length = Int(head.dropFirst()), length >= 0 else { return nil }
      while received.count < length + 2 { try receive() }
      defer { received.removeFirst(length + 2) }
      return String(decoding: received.prefix(length), as: UTF8.self)
    default: throw Failure(text: head)
    }
  }

  private func line() throws -> String {
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\r")), end + 1 < received.count {
        defer { received.removeFirst(end + 2) }
        return String(decoding: received[..<end], as: UTF8.self)
      }
      try receive()
    }
  }

  private func receive() throws {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { throw Failure(text: "the server is gone") }
    received += buffer[..<count]
  }
}
