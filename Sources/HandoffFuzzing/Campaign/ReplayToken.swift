import HandoffSchema

/// One case in a short text, to be run again.
///
/// Grammar: `h1-` and base64url (RFC 4648 section 5, without padding) of: the length of the handoff's name and
/// the name, 48 bits that stand for the goal's label (0 for a valid payload), a form byte, what belongs to that
/// form, and a 32-bit checksum. Numbers are written seven bits a byte, low ones first; texts are a length and UTF-8.
///
/// A token with the content itself (form 2) needs neither the seed nor the contract as it was; what comes before it several
/// times in a row is written once, with how often it comes again. Larger contents are
/// named by their choices and a digest (form 3), so that a contract that changed is noticed.
struct ReplayToken: Sendable, Hashable {
  /// How the case is described.
  enum Form: Sendable, Hashable {
    /// By itself.
    case contents(Contents)
    /// By its choices, with a digest of what they built.
    case checkedChoices([UInt64], digest: UInt64)
  }

  /// A case with those that have to come before it.
  struct Contents: Sendable, Hashable {
    var before: [HandoffCase.Content] = []
    var content: HandoffCase.Content
    var mutation: Mutation?
  }

  var handoff: String
  /// Stands for the label of the goal; 0 for a valid payload.
  var goal: UInt64
  var form: Form

  private static let prefix = "h1-"
  /// The most bytes of contents that a token holds.
  private static let contentsLimit = 1_024

  /// Names the case of a goal by its label; `nil` for a valid payload.
  init(handoff: String, goal: String?, form: Form) {
    self.handoff = handoff
    self.goal = goal.map(Self.digest) ?? 0
    self.form = form
  }

  /// Names a case that was built, after the cases that have to come before it.
  ///
  /// A content that is large and needs nothing before it is named by its choices. What fails only after other cases is
  /// always held with them, however large: without them it would pass.
  init(of built: BuiltCase, after before: [HandoffCase.Content] = [], handoff: String, goal: String?) {
    let contents = Contents(before: before, content: built.content, mutation: built.mutation)
    let size = (before + [built.content]).reduce(0) { $0 + Self.bytes(of: $1).count }
    if size <= Self.contentsLimit || built.goal == .given || !before.isEmpty {
      self.init(handoff: handoff, goal: goal, form: .contents(contents))
    } else {
      self.init(
        handoff: handoff, goal: goal,
        form: .checkedChoices(built.choices, digest: Self.digest(of: built.content)))
    }
  }

  private init(handoff: String, digest: UInt64, form: Form) {
    self.handoff = handoff
    goal = digest
    self.form = form
  }

  /// 48 bits of FNV-1a, never 0: few enough to keep tokens short, many enough to tell all labels of a contract
  /// apart.
  static func digest(_ label: String) -> UInt64 {
    max(1, StableHash(label.utf8).value >> 16)
  }

  /// Stands for a content.
  static func digest(of content: HandoffCase.Content) -> UInt64 {
    digest(String(decoding: bytes(of: content), as: UTF8.self))
  }

  private static func bytes(of content: HandoffCase.Content) -> [UInt8] {
    switch content {
    case .payload(let payload): Array(payload.text().utf8)
    case .text(let text): Array(text.utf8)
    }
  }
}

extension ReplayToken: CustomStringConvertible {
  var description: String {
    var bytes = TokenBytes()
    bytes.append(text: handoff)
    bytes.bytes += (0..<6).map { UInt8(truncatingIfNeeded: goal >> ($0 * 8)) }
    switch form {
    case .contents(let contents):
      bytes.bytes.append(2)
      Self.append(contents, to: &bytes)
    case .checkedChoices(let choices, let digest):
      bytes.bytes.append(3)
      bytes.append(digest)
      Self.append(choices, to: &bytes)
    }
    return Self.prefix + Base64URL.text(of: bytes.withChecksum)
  }

  /// Zeros at the end are what a replay takes anyway.
  private static func append(_ choices: [UInt64], to bytes: inout TokenBytes) {
    let kept = choices.lastIndex { $0 != 0 }.map { choices[...$0] } ?? []
    for choice in kept { bytes.append(choice) }
  }

  private static func append(_ contents: Contents, to bytes: inout TokenBytes) {
    bytes.append(text: contents.mutation?.operation.name ?? "")
    if let mutation = contents.mutation {
      bytes.append(text: mutation.pointer.description)
      bytes.append(value: mutation.was)
      // What stands in the payload at that place need not be said twice.
      let isInside = contents.content.value(at: mutation.pointer) == mutation.became
      bytes.append(isInside ? 1 : 0)
      if !isInside { bytes.append(value: mutation.became) }
    }
    bytes.append(UInt64(contents.before.count))
    for run in contents.before.runs {
      append(run.content, to: &bytes)
      if run.count > 1 {
        bytes.append(2)
        bytes.append(UInt64(run.count - 1))
      }
    }
    append(contents.content, to: &bytes)
  }

  private static func append(_ content: HandoffCase.Content, to bytes: inout TokenBytes) {
    if case .text = content { bytes.append(1) } else { bytes.append(0) }
    bytes.append(text: String(decoding: Self.bytes(of: content), as: UTF8.self))
  }

  /// Reads a token.
  ///
  /// - Throws: ``ReplayError`` that says what is wrong with the text.
  init(parsing text: String) throws(ReplayError) {
    guard text.hasPrefix(Self.prefix) else {
      let isOther = text.hasPrefix("h") && text.contains("-")
      throw ReplayError(isOther ? .otherVersion(text) : .notAToken(text))
    }
    let rest = text.dropFirst(Self.prefix.count)
    guard !rest.isEmpty else { throw ReplayError(.notAToken(text)) }
    guard let bytes = Base64URL.bytes(of: rest), bytes.count > 4 else { throw ReplayError(.damaged(text)) }
    guard var rest = TokenReader(checking: bytes), let handoff = rest.text(), let goal = rest.fixed(6),
      let form = rest.fixed(1), let form = Self.form(form, &rest)
    else { throw ReplayError(.damaged(text)) }
    self.init(handoff: handoff, digest: goal, form: form)
  }

  private static func form(_ number: UInt64, _ rest: inout TokenReader) -> Form? {
    switch number {
    case 2: return contents(&rest).map(Form.contents)
    case 3:
      guard let digest = rest.number(), let choices = rest.numbers() else { return nil }
      return .checkedChoices(choices, digest: digest)
    default: return nil
    }
  }

  private static func contents(_ rest: inout TokenReader) -> Contents? {
    guard let name = rest.text() else { return nil }
    var change: (pointer: JSONPointer, was: JSONValue?, became: JSONValue??)?
    if !name.isEmpty {
      guard let pointer = rest.text().flatMap({ JSONPointer(parsing: $0) }), let was = rest.value(),
        let isInside = rest.number()
      else { return nil }
      change = (pointer, was, isInside == 1 ? .none : rest.value())
    }
    guard let count = rest.number(), count <= 100_000 else { return nil }
    var all: [HandoffCase.Content] = []
    while all.count <= count {
      guard let kind = rest.number() else { return nil }
      if kind == 2 {
        guard let again = rest.number(), let last = all.last, again <= count - UInt64(all.count) else {
          return nil
        }
        all += Array(repeating: last, count: Int(again))
        continue
      }
      guard let text = rest.text() else { return nil }
      if kind == 1 {
        all.append(.text(text))
      } else {
        guard let value = try? JSONValue(parsing: text) else { return nil }
        all.append(.payload(value))
      }
    }
    guard rest.isAtEnd, let content = all.popLast() else { return nil }
    // An operator that this version does not know says nothing about the payload, which is all that counts.
    let mutation = change.flatMap { change in
      MutationOperator(named: name).map {
        Mutation(
          operation: $0, pointer: change.pointer, was: change.was,
          became: change.became ?? content.value(at: change.pointer))
      }
    }
    return Contents(before: all, content: content, mutation: mutation)
  }
}

extension HandoffCase.Content {
  /// The value at a place; `nil` in text that is not JSON.
  func value(at pointer: JSONPointer) -> JSONValue? {
    if case .payload(let payload) = self { payload[pointer] } else { nil }
  }
}
