import Synchronization

/// What a consumer read of one payload.
///
/// The lock guards the state: a consumer may read from several tasks.
package final class ReadingRecord: Sendable {
  private struct State {
    var reads: [JSONPointer] = []
    var seen: Set<JSONPointer> = []
    var unordered: [JSONPointer] = []
    /// What values of other modules' types were read from, by where they stood.
    var sources: [JSONPointer: JSONValue] = [:]
    var understood: JSONValue?
    var isReadWhole = false
    /// The pointers of which everything below was handed out, too.
    var wholes: [JSONPointer] = []
    /// The member that was asked for last, where there was none.
    var lastAbsent: JSONPointer?
  }

  private let state = Mutex(State())
  /// Reads types of other modules; `nil` where each is left to its own `init(from:)`.
  package let foreign: (any ForeignCoding)?

  /// Begins a record.
  package init(foreign: (any ForeignCoding)? = nil) {
    self.foreign = foreign
  }

  /// Notes that the value at a pointer was read.
  package func note(_ pointer: JSONPointer, isSet: Bool) {
    state.withLock { state in
      if state.seen.insert(pointer).inserted { state.reads.append(pointer) }
      if isSet { state.unordered.append(pointer) }
      state.lastAbsent = nil
    }
  }

  /// Notes that the value at a pointer was handed out with all that is in it.
  package func note(whole pointer: JSONPointer) {
    note(pointer, isSet: false)
    state.withLock { $0.wholes.append(pointer) }
  }

  /// Notes that a member was asked for that was not sent.
  package func note(absent pointer: JSONPointer) {
    state.withLock { state in
      if state.seen.insert(pointer).inserted { state.reads.append(pointer) }
      state.lastAbsent = pointer
    }
  }

  /// Notes that the whole value was handed out, so that nobody can tell what of it was read.
  package func noteWhole() {
    state.withLock { $0.isReadWhole = true }
  }

  /// Notes what a value of another module's type was read from.
  func keep(source: JSONValue, at pointer: JSONPointer) {
    state.withLock { $0.sources[pointer] = source }
  }

  /// What a value of another module's type was read from.
  func source(at pointer: JSONPointer) -> JSONValue? { state.withLock { $0.sources[pointer] } }

  /// Notes what the whole payload was understood as.
  package func understand(_ value: JSONValue) {
    state.withLock { $0.understood = value }
  }

  /// The pointers that were read, each once, in order.
  package var reads: [JSONPointer] { state.withLock(\.reads) }

  /// The pointers whose values were handed out with all that is in them.
  package var wholes: [JSONPointer] { state.withLock(\.wholes) }

  /// Whether the whole value was handed out.
  package var isReadWhole: Bool { state.withLock(\.isReadWhole) }

  /// The member that was asked for last, where it was not sent.
  package var lastAbsent: JSONPointer? { state.withLock(\.lastAbsent) }

  /// What the payload was understood as, and the pointers of what was read without order.
  package var understood: (value: JSONValue, unordered: [JSONPointer])? {
    state.withLock { state in state.understood.map { ($0, state.unordered) } }
  }
}
