import HandoffSchema
import Synchronization

/// What a consumer read of one payload.
///
/// The lock guards the state: a consumer may read from several tasks.
final class ReadingRecord: Sendable {
  private struct State {
    var reads: [JSONPointer] = []
    var seen: Set<JSONPointer> = []
    var unordered: [JSONPointer] = []
    var understood: JSONValue?
    var understoodType: ObjectIdentifier?
  }

  private let state = Mutex(State())

  /// Notes that the value at a place was read.
  func note(_ place: JSONPointer, isSet: Bool) {
    state.withLock { state in
      if state.seen.insert(place).inserted { state.reads.append(place) }
      if isSet { state.unordered.append(place) }
    }
  }

  /// Notes what the whole payload was understood as.
  func understand(_ value: JSONValue, as type: Any.Type) {
    state.withLock { state in
      state.understood = value
      state.understoodType = ObjectIdentifier(type)
    }
  }

  /// The places that were read, each once, in order.
  var reads: [JSONPointer] { state.withLock(\.reads) }

  var understanding: Understanding? {
    state.withLock { state in
      state.understood.map { Understanding($0, unordered: state.unordered) }
    }
  }

  /// Whether the payload was decoded as this type.
  func wasUnderstood(as type: Any.Type) -> Bool {
    state.withLock { $0.understoodType == ObjectIdentifier(type) }
  }
}
