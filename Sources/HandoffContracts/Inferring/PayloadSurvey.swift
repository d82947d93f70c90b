public import HandoffSchema

/// What recorded payloads have in common: types, members, bounds, values and formats, each with how often it was seen.
///
/// Values are added one by one; memory grows with what is different in them, not with their number.
public struct PayloadSurvey: Sendable {
  /// How many values were looked at.
  public internal(set) var count = 0
  /// The names of the types that were seen, in the order in which they came, with how often.
  private(set) var types: [(name: String, count: Int)] = []
  var numbers: ClosedRange<JSONNumber>?
  var lengths: ClosedRange<Int>?
  var itemCounts: ClosedRange<Int>?
  /// The texts that were seen, in the order in which they came; `nil` where there are too many to be a choice.
  private(set) var texts: [String]? = []
  /// The formats that every text keeps.
  var formats = Self.candidates
  /// What the elements of arrays are: one survey, or none.
  var items: [PayloadSurvey] = []
  /// What the members of objects are, in the order in which they came.
  private(set) var members: [(name: String, survey: PayloadSurvey)] = []
  /// What the values of further members are: one survey, or none.
  var others: [PayloadSurvey] = []
  /// True where something was not looked into because it was too deep.
  var isCut = false
  private var indices: [ExactString: Int] = [:]
  private var seenTexts: Set<ExactString> = []
  private let depth: Int

  /// Values below this many levels are not looked into.
  static let depthLimit = 64
  /// An object with more different members is taken for a map, all of whose values are alike.
  static let memberLimit = 1_000
  /// More different texts are no choice.
  static let choiceLimit = 12
  /// Those that a text keeps hardly ever by accident.
  private static let candidates: [Format] = [.dateTime, .date, .uuid, .email, .uri]

  /// A survey of nothing yet.
  public init() { self.init(depth: 0) }

  /// A survey of one value.
  init(of value: JSONValue) {
    self.init()
    add(value)
  }

  private init(depth: Int) { self.depth = depth }

  /// Looks at a value.
  ///
  /// - Complexity: O(*n*) on average in the size of the value.
  public mutating func add(_ value: JSONValue) {
    count += 1
    note(Self.typeName(of: value))
    switch value {
    case .null, .bool: break
    case .number(let number): numbers = Self.widened(numbers, by: number)
    case .string(let text): add(text)
    case .array(let elements):
      itemCounts = Self.widened(itemCounts, by: elements.count)
      guard depth < Self.depthLimit else { return isCut = isCut || !elements.isEmpty }
      if items.isEmpty { items = [PayloadSurvey(depth: depth + 1)] }
      for element in elements { items[0].add(element) }
    case .object(let object):
      guard depth < Self.depthLimit else { return isCut = isCut || !object.isEmpty }
      for member in object.members { add(member) }
    }
  }

  mutating func note(_ type: String, _ times: Int = 1) {
    if let index = types.firstIndex(where: { $0.name == type }) {
      types[index].count += times
    } else {
      types.append((type, times))
    }
  }

  private mutating func add(_ text: String) {
    lengths = Self.widened(lengths, by: text.unicodeScalars.count)
    formats.removeAll { !$0.accepts(text) || ($0 == .uri && !text.includes("://")) }
    noteChoice(text)
  }

  /// Notes a text among those that may be a choice.
  mutating func noteChoice(_ text: String) {
    guard texts != nil, seenTexts.insert(ExactString(text)).inserted else { return }
    texts?.append(text)
    if seenTexts.count > Self.choiceLimit { forgetChoices() }
  }

  /// There are too many different texts to be a choice.
  mutating func forgetChoices() {
    texts = nil
    seenTexts = []
  }

  /// Notes what was seen of a member elsewhere.
  mutating func merge(_ survey: PayloadSurvey, at name: String) {
    let key = ExactString(name)
    if let index = indices[key] {
      members[index].survey.merge(survey)
    } else if members.count < Self.memberLimit {
      indices[key] = members.count
      members.append((name, survey))
    } else if others.isEmpty {
      others = [survey]
    } else {
      others[0].merge(survey)
    }
  }

  private mutating func add(_ member: JSONObject.Member) {
    let key = ExactString(member.key)
    if let index = indices[key] {
      members[index].survey.add(member.value)
    } else if members.count < Self.memberLimit {
      indices[key] = members.count
      members.append((member.key, PayloadSurvey(depth: depth + 1)))
      members[members.count - 1].survey.add(member.value)
    } else {
      if others.isEmpty { others = [PayloadSurvey(depth: depth + 1)] }
      others[0].add(member.value)
    }
  }

  /// How often a type was seen.
  func count(of type: String) -> Int { types.first { $0.name == type }?.count ?? 0 }

  private static func widened<Bound>(_ range: ClosedRange<Bound>?, by value: Bound) -> ClosedRange<Bound> {
    guard let range else { return value...value }
    return min(range.lowerBound, value)...max(range.upperBound, value)
  }

  private static func typeName(of value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .bool: "boolean"
    case .number(let number): number.isInteger ? "integer" : "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}
