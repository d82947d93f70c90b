/// The members of a JSON object, in the order in which they were written.
///
/// Keys are unique and compared by code point. Two objects are equal when they have the same members in
/// any order, as JSON Schema 2020-12 (core, section 4.2.2) defines it.
public struct JSONObject: Sendable {
  /// One name with its value.
  public struct Member: Sendable {
    /// The member's name, unescaped.
    public var key: String
    /// The member's value.
    public var value: JSONValue

    /// Pairs a name with a value.
    public init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The members in order.
  public private(set) var members: [Member]
  /// Key to place in `members`; kept only for objects large enough to profit from it.
  private var index: [ExactString: Int]?

  private static let indexedFrom = 12

  /// Makes an empty object.
  public init() {
    members = []
  }

  /// Makes an object of members in order; of several with one key the last one's value wins and keeps the
  /// first one's place.
  ///
  /// - Complexity: O(*n*) on average, where *n* is the number of members.
  public init(_ members: some Sequence<Member>) {
    self.init()
    for member in members { self[member.key] = member.value }
  }

  /// The value of a member; assigning `nil` removes the member, assigning a value keeps its place or
  /// appends it.
  ///
  /// - Complexity: O(1) on average to read; O(*n*) to remove.
  public subscript(key: String) -> JSONValue? {
    get { place(of: key).map { members[$0].value } }
    set {
      let place = place(of: key)
      switch (place, newValue) {
      case (let place?, let value?): members[place].value = value
      case (let place?, nil):
        members.remove(at: place)
        reindex()
      case (nil, let value?):
        members.append(Member(key: key, value: value))
        if index != nil {
          index?[ExactString(key)] = members.count - 1
        } else if members.count == Self.indexedFrom {
          reindex()
        }
      case (nil, nil): break
      }
    }
  }

  /// The names in order.
  public var keys: [String] { members.map(\.key) }

  private func place(of key: String) -> Int? {
    if let index { return index[ExactString(key)] }
    return members.firstIndex { $0.key.hasSameCodePoints(as: key) }
  }

  private mutating func reindex() {
    guard members.count >= Self.indexedFrom else {
      index = nil
      return
    }
    var fresh: [ExactString: Int] = [:]
    fresh.reserveCapacity(members.count * 2)
    for (place, member) in members.enumerated() { fresh[ExactString(member.key)] = place }
    index = fresh
  }
}

extension JSONObject: RandomAccessCollection {
  /// The place of the first member, 0.
  public var startIndex: Int { 0 }
  /// The number of members.
  public var endIndex: Int { members.count }
  /// The member at a place.
  public subscript(position: Int) -> Member { members[position] }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Makes an object of the members in the order in which they are written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { Member(key: $0.0, value: $0.1) })
  }
}
