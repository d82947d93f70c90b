import HandoffSchema

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One request over a connection of its own, and its answer.
///
/// It is HTTP 1.0 (RFC 1945), so that the answer ends where the connection does and comes in one piece.
struct HTTPExchange {
  /// Why there is no answer.
  enum Failure: Error, Sendable, Hashable {
    case noConnection(String)
    /// The server took the request, and ended the connection without a word.
    case closed
    case silent
    case endless(megabytes: Int)
    case notHTTP
  }

  private static let limit = 16 << 20
  /// How long one wait lasts before an interruption is noticed, in milliseconds.
  private static let slice = 50

  let endpoint: HTTPEndpoint
  let timeout: Duration

  /// Sends a body and waits for what comes back.
  func post(_ body: [UInt8], headers: [(name: String, value: String)]) -> Result<HTTPResponse, Failure> {
    SystemCall.ignoreBrokenPipes()
    let deadline = ContinuousClock.now.advanced(by: timeout)
    switch connect(until: deadline) {
    case .failure(let error): return .failure(error)
    case .success(let descriptor):
      defer { SystemCall.close(descriptor) }
      var lines = [
        "POST \(endpoint.target) HTTP/1.0", "Host: \(endpoint.authority)", "Content-Length: \(body.count)",
      ]
      lines += headers.map { "\($0.name): \($0.value)" }
      let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
      return exchange(request, descriptor, until: deadline)
    }
  }

  private func connect(until deadline: ContinuousClock.Instant) -> Result<Int32, Failure> {
    var hints = addrinfo()
    hints.ai_socktype = Self.stream
    var list: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(endpoint.host, String(endpoint.port), &hints, &list)
    guard status == 0 else { return .failure(.noConnection(String(cString: gai_strerror(status)))) }
    defer { freeaddrinfo(list) }
    var message = "no address"
    var next = list
    while let address = next?.pointee {
      next = address.ai_next
      let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
      guard descriptor >= 0 else { continue }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
      let number = Self.connect(descriptor, address)
      if number == 0 { return .success(descriptor) }
      if number == EINPROGRESS, wait(for: descriptor, Int16(POLLOUT), until: deadline) {
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
        if error == 0 { return .success(descriptor) }
        message = SystemCall.message(error)
      } else {
        message = number == EINPROGRESS ? "nobody answers in time" : SystemCall.message(number)
      }
      SystemCall.close(descriptor)
    }
    return .failure(.noConnection(message))
  }

  private func exchange(
    _ request: [UInt8], _ descriptor: Int32, until deadline: ContinuousClock.Instant
  ) -> Result<HTTPResponse, Failure> {
    var sent = 0
    var reading = HTTPReading()
    var scratch = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      if sent < request.count {
        let (count, error) = SystemCall.retrying { systemWrite(descriptor, request[sent...]) }
        if count > 0 {
          sent += count
        } else if error != EAGAIN && error != EWOULDBLOCK {
          sent = request.count
        }
      }
      let (count, error) = SystemCall.retrying { systemRead(descriptor, &scratch) }
      let isOver = count == 0 || (count < 0 && error != EAGAIN && error != EWOULDBLOCK)
      switch reading.take(scratch[..<max(0, count)], isOver: isOver) {
      case .whole(let response): return .success(response)
      case .broken: return .failure(reading.count == 0 ? .closed : .notHTTP)
      case .unfinished: break
      }
      if reading.count > Self.limit { return .failure(.endless(megabytes: Self.limit >> 20)) }
      // Asked also while bytes arrive: who sends without end is not waited for.
      if Task.isCancelled || ContinuousClock.now >= deadline { return .failure(.silent) }
      if count > 0 { continue }
      let events = sent < request.count ? Int16(POLLIN | POLLOUT) : Int16(POLLIN)
      guard wait(for: descriptor, events, until: deadline) else { return .failure(.silent) }
    }
  }

  private func wait(
    for descriptor: Int32, _ events: Int16, until deadline: ContinuousClock.Instant
  ) -> Bool {
    while !Task.isCancelled {
      let left = ContinuousClock.now.duration(to: deadline)
      if left <= .zero { return false }
      var stream = pollfd(fd: descriptor, events: events, revents: 0)
      let milliseconds = left < .milliseconds(Self.slice) ? 1 : Int32(Self.slice)
      if poll(&stream, 1, milliseconds) > 0 { return true }
    }
    return false
  }

  private static func connect(_ descriptor: Int32, _ address: addrinfo) -> Int32 {
    let result = systemConnect(descriptor, address.ai_addr, address.ai_addrlen)
    return result == 0 ? 0 : errno
  }

  private static var stream: Int32 {
    #if canImport(Glibc)
      Int32(SOCK_STREAM.rawValue)
    #else
      SOCK_STREAM
    #endif
  }
}

extension HTTPExchange.Failure: CustomStringConvertible {
  var description: String {
    switch self {
    case .noConnection(let why): "no connection: \(why)"
    case .closed: "the connection was closed without an answer"
    case .silent: "no answer in time"
    case .endless(let megabytes): "an answer of more than \(megabytes) MB"
    case .notHTTP: "an answer that is not HTTP, or ends before its end"
    }
  }
}

private func systemConnect(
  _ descriptor: Int32, _ address: UnsafePointer<sockaddr>?, _ length: socklen_t
) -> Int32 {
  connect(descriptor, address, length)
}

private func systemRead(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
  buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
}

private func systemWrite(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
  bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
}
