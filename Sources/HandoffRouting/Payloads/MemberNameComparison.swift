import HandoffContracts
package import HandoffSchema
import HandoffTraffic

/// A member that is read by a name under which nothing is sent.
package struct MisspeltMember: Sendable, Hashable {
  package var pointer: JSONPointer
  /// The name that was probably meant; `nil` where none is near and the member can never be there.
  package var meant: String?
}

/// Compares the names of members that somebody reads with those that somebody sends.
///
/// An open schema may have any member, so a name alone proves nothing there: told is only one that is near to a sent
/// one that nobody reads.
struct MemberNameComparison {
  private struct Question: Hashable {
    var read: SchemaNumber
    var sent: [SchemaNumber]
  }

  private struct Names {
    var pointers: [JSONPointer]
    var children: [JSONPointer: [String]] = [:]
    /// Whether there may be more.
    var isCut: Bool
  }

  /// The members that are read and that nothing sent describes.
  struct Answer {
    var unsent: [MisspeltMember] = []
    /// Whether there may be more of them, or names that are near to them.
    var isCut = false
  }

  /// The most members of one schema that are compared.
  private static let memberLimit = 200
  static let omission = "only the first \(memberLimit) members of a schema are compared"

  private var names: [SchemaNumber: Names] = [:]
  private var answers: [Question: Answer] = [:]

  /// The members that one schema names and none of the sent ones describes, each with a sent name that is near.
  ///
  /// - Complexity: O(*read* · *sent*) in the number of members, once for each combination.
  mutating func unsent(
    _ read: SchemaNumber, sent: [SchemaNumber], _ questions: PayloadQuestions
  ) -> Answer {
    let question = Question(read: read, sent: Set(sent).sorted())
    if let known = answers[question] { return known }
    let wanted = names(of: read, questions)
    let offered = question.sent.map { names(of: $0, questions) }
    var answer = Answer(isCut: wanted.isCut || offered.contains(where: \.isCut))
    for pointer in wanted.pointers where !question.sent.contains(where: { questions[$0].describes(pointer) })
    {
      guard let name = pointer.tokens.last else { continue }
      let parent = JSONPointer(tokens: Array(pointer.tokens.dropLast()))
      let readBeside = Set((wanted.children[parent] ?? []).map { ExactString($0) })
      let candidates = offered.flatMap { $0.children[parent] ?? [] }
        .filter { !readBeside.contains(ExactString($0)) && !isNumbered($0, name) }
      let meant = NearMiss.closest(to: name, in: candidates, allowing: Self.allowedSlips(in: name))
      answer.unsent.append(MisspeltMember(pointer: pointer, meant: meant))
    }
    answers[question] = answer
    return answer
  }

  /// Short names are near to everything: there only case and hyphens count.
  private static func allowedSlips(in name: String) -> Int {
    let count = name.unicodeScalars.count
    return count < 4 ? 0 : max(1, count / 5)
  }

  /// Whether two names differ in their numbers only: `line1` and `line2` are two members.
  private func isNumbered(_ one: String, _ other: String) -> Bool {
    func letters(_ text: String) -> String.UnicodeScalarView {
      var kept = String.UnicodeScalarView()
      kept.append(contentsOf: text.unicodeScalars.filter { !("0"..."9").contains($0) })
      return kept
    }
    return letters(one).elementsEqual(letters(other))
  }

  private mutating func names(of number: SchemaNumber, _ questions: PayloadQuestions) -> Names {
    if let known = names[number] { return known }
    let pointers = questions[number].memberPointers(limit: Self.memberLimit)
    var result = Names(pointers: pointers, isCut: pointers.count >= Self.memberLimit)
    for pointer in pointers {
      guard let name = pointer.tokens.last else { continue }
      result.children[JSONPointer(tokens: Array(pointer.tokens.dropLast())), default: []].append(name)
    }
    names[number] = result
    return result
  }
}

extension PayloadAnalysis {
  /// Looks for members that a guard names and that are not sent: misspelt, or such as can never be there.
  mutating func look(atNamesInGuardOf handoff: HandoffIndex) {
    guard structure.traits(of: handoff).isGuarded, structure.standing(of: handoff) != .undeclaredFailure,
      let read = traffic.questions.schema(at: .guard(handoff: handoff.rawValue))
    else { return }
    let question = GuardNames(guard: read, sendings: traffic.sendingsNumber(of: handoff))
    let found = guardNames[question] ?? misspelt(inGuard: read, of: handoff)
    guardNames[question] = found
    if !found.members.isEmpty { facts[handoff].misspelt = found.members }
    if found.isOpen {
      let open = "whether its guard reads only members that are sent"
      facts[handoff].doubts.append(PayloadFacts.Doubt(question: open, reason: MemberNameComparison.omission))
    }
  }

  private mutating func misspelt(inGuard read: SchemaNumber, of handoff: HandoffIndex) -> Misspelt {
    let offered = traffic.sendings(on: handoff).map(\.offered)
    guard !offered.isEmpty, !offered.contains(where: { $0.base == nil }) else { return Misspelt() }
    return misspelt(in: read, offered)
  }

  /// A guard and the number of what its handoff may carry.
  struct GuardNames: Hashable {
    var `guard`: SchemaNumber
    var sendings: Int32
  }

  /// Members that are read by a name under which nothing is sent, and whether there may be more of them.
  struct Misspelt {
    var members: [MisspeltMember] = []
    var isOpen = false
  }

  /// Looks for members that an agent accepts and that arrive under a name near to it.
  mutating func look(atNamesReadBy agent: AgentIndex, _ reading: Reading) {
    guard !reading.arriving.contains(where: { $0.base == nil }) else { return }
    let found = misspelt(in: reading.accepted, reading.arriving)
    // What only cannot be there is told by another rule.
    facts[agent].misspelt = found.members.filter { $0.meant != nil }
    if found.isOpen {
      let question = "whether it reads only members that are sent"
      facts[agent].doubts.append(
        PayloadFacts.Doubt(question: question, reason: MemberNameComparison.omission))
    }
  }

  mutating func misspelt(in read: SchemaNumber, _ sets: [PayloadSet]) -> Misspelt {
    let sent = sets.flatMap { [$0.base].compactMap(\.self) + $0.within }
    let answer = names.unsent(read, sent: sent, traffic.questions)
    var found = Misspelt()
    // What a misspelt member would contain is misspelt with it.
    for member in answer.unsent
    where !found.members.contains(where: { member.pointer.tokens.starts(with: $0.pointer.tokens) }) {
      // Asked only where a name is not known, which is rare.
      if member.meant != nil || !mayHave(member.pointer, in: sets) {
        found.members.append(member)
      } else if answer.isCut {
        found.isOpen = true
      }
    }
    return found
  }

  mutating func mayHave(_ pointer: JSONPointer, in sets: [PayloadSet]) -> Bool {
    let containing = traffic.questions.schema(.containing(pointer))
    for set in sets {
      // Nothing is to be said of members where there is no payload at all.
      if case .none = traffic.questions.existence(in: set) { return true }
      if case .none = traffic.questions.existence(in: set.matching(containing)) { continue }
      return true
    }
    return false
  }
}
