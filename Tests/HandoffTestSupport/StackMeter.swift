import Foundation

/// Measures how much of a thread's stack some work needs.
///
/// The work runs on a thread whose stack is large, zeroed memory of ours; what is no longer zero afterwards
/// was used. So work that needs too much fails a test instead of ending the process.
public enum StackMeter {
  /// The stack of a thread that is not the main one on macOS, and of the threads of Swift concurrency there;
  /// other systems give more.
  public static let smallStack = 512 << 10
  /// What a test or a tool may already have used before it calls us, and the thread for itself.
  public static let reserve = 32 << 10

  private static let capacity = 256 << 20
  private static let page = 4_096

  /// Runs work and measures the bytes of stack that it needs at its deepest, rounded up to a page.
  public static func measure(_ work: @escaping @Sendable () -> Bool) -> (result: Bool, bytes: Int) {
    let flags = MAP_PRIVATE | MAP_ANON
    guard let stack = mmap(nil, capacity, PROT_READ | PROT_WRITE, flags, -1, 0), stack != MAP_FAILED else {
      preconditionFailure("No address space for a stack of \(capacity) bytes.")
    }
    defer { munmap(stack, capacity) }
    let result = run(work, on: stack)
    var used = 0
    // The stack grows downward from its end. A large frame may leave pages untouched.
    var untouched = 0
    var offset = capacity
    while offset > 0, untouched < 256 {
      offset -= page
      if isZero(stack + offset) {
        untouched += 1
      } else {
        untouched = 0
        used = capacity - offset
      }
    }
    return (result, used)
  }

  private static func isZero(_ start: UnsafeMutableRawPointer) -> Bool {
    let words = start.assumingMemoryBound(to: UInt64.self)
    for place in 0..<(page / 8) where words[place] != 0 { return false }
    return true
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Bool
    init(_ body: @escaping @Sendable () -> Bool) { self.body = body }
  }

  private static func run(_ work: @escaping @Sendable () -> Bool, on stack: UnsafeMutableRawPointer) -> Bool {
    let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
    defer { attributes.deallocate() }
    pthread_attr_init(attributes)
    defer { pthread_attr_destroy(attributes) }
    guard pthread_attr_setstack(attributes, stack, capacity) == 0 else {
      preconditionFailure("The system refuses a stack of \(capacity) bytes.")
    }
    let context = Unmanaged.passRetained(Work(work)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(&thread, attributes, { Self.enter($0) }, context)
      guard status == 0, let thread else { preconditionFailure("No thread: error \(status).") }
    #else
      var thread = pthread_t()
      let status = pthread_create(&thread, attributes, { $0.flatMap { Self.enter($0) } }, context)
      guard status == 0 else { preconditionFailure("No thread: error \(status).") }
    #endif
    var result: UnsafeMutableRawPointer?
    pthread_join(thread, &result)
    return result != nil
  }

  private static func enter(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    // No result is the null pointer; any other address will do.
    Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
      ? UnsafeMutableRawPointer(bitPattern: 1) : nil
  }
}
