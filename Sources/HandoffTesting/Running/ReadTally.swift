import HandoffFuzzing
import HandoffSchema

/// Which members a consumer looked at, over all payloads that it accepted.
struct ReadTally {
  /// After so many payloads nothing new is learnt.
  private static let limit = 64
  /// The most members of one payload that are looked at, and the deepest.
  private static let memberLimit = 200
  private static let depthLimit = 8

  private var sent: [JSONPointer] = []
  private var known: Set<JSONPointer> = []
  private var read: Set<JSONPointer> = []
  private var isBlind = false
  /// How many payloads were looked at.
  private(set) var count = 0

  /// Learns from one payload.
  mutating func add(_ record: ReadingRecord, of payload: JSONValue) {
    guard !isBlind, count < Self.limit else { return }
    // Who takes the whole value, or reads nothing that is seen, may have read everything.
    guard !record.isReadWhole, !record.reads.isEmpty else {
      isBlind = true
      return
    }
    count += 1
    for pointer in record.reads { read.insert(Self.general(pointer, in: payload)) }
    for pointer in record.wholes {
      addAll(payload[pointer], at: Self.general(pointer, in: payload), isRead: true, pointer.tokens.count)
    }
    addAll(payload, at: .root, isRead: false, 0)
  }

  private mutating func addAll(_ value: JSONValue?, at pointer: JSONPointer, isRead: Bool, _ depth: Int) {
    guard depth < Self.depthLimit, isRead || sent.count < Self.memberLimit else { return }
    switch value {
    case .object(let members):
      for member in members {
        let inner = pointer.appending(member.key)
        if isRead {
          read.insert(inner)
        } else if known.insert(inner).inserted {
          sent.append(inner)
        }
        addAll(member.value, at: inner, isRead: isRead, depth + 1)
      }
    case .array(let elements):
      let inner = pointer.appending("*")
      for element in elements.prefix(4) { addAll(element, at: inner, isRead: isRead, depth + 1) }
    default: return
    }
  }

  /// The members with one of these names that nobody looked at, those below another such member left out.
  func unread(of described: Set<ExactString>) -> [String] {
    guard !isBlind, count > 0 else { return [] }
    let all = sent.filter { pointer in
      !read.contains(pointer) && pointer.tokens.last.map { described.contains(ExactString($0)) } == true
    }
    let names = Set(all)
    return all.filter { pointer in
      !(1..<max(1, pointer.tokens.count)).contains {
        names.contains(JSONPointer(tokens: Array(pointer.tokens.prefix($0))))
      }
    }.map(\.description)
  }

  /// A pointer with `*` for the index of an element.
  private static func general(_ pointer: JSONPointer, in payload: JSONValue) -> JSONPointer {
    var value: JSONValue? = payload
    return JSONPointer(
      tokens: pointer.tokens.map { token in
        defer { value = value?[JSONPointer(tokens: [token])] }
        // The member of an object may be called "0", too.
        return if case .array? = value { "*" } else { token }
      })
  }
}
