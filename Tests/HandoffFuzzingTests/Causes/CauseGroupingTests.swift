import HandoffSchema
import Testing

@testable import HandoffFuzzing

/// What is told as one cause, and what is not.
@Suite("Grouping of causes")
struct CauseGroupingTests {
  private func causes(_ sightings: [Sighted], tried: Int = 0, refused: Int = 0) -> [FailureCause] {
    CauseGrouping(.of(sightings, tried: tried, refused: refused)).causes()
  }

  private func scopes(_ sightings: [Sighted], tried: Int = 0, refused: Int = 0) -> [FailureCause.Scope] {
    causes(sightings, tried: tried, refused: refused).map(\.scope)
  }

  /// Ways of breaking payloads that are no laxness of one kind.
  private static let ways: [MutationOperator] = [
    .tooLong, .wrongType, .nullForValue, .notInEnum, .extraMember, .missingRequired,
  ]

  /// Accepted at so many members, each in a way of its own.
  private func accepted(_ count: Int) -> [Sighted] {
    (0..<count).map { .accepted(Self.ways[$0], "/m\($0)") }
  }

  // MARK: - How much is told as one

  @Test func `three members that nobody looks at are told apart, and four are one`() {
    #expect(scopes(accepted(3)) == [.single, .single, .single])
    #expect(scopes(accepted(4)) == [.members(["/m0", "/m1", "/m2", "/m3"])])
  }

  @Test func `one way that goes through is one cause at two members, and tells all from four members on`() {
    func lax(_ count: Int) -> [Sighted] { (0..<count).map { .accepted(.tooLong, "/m\($0)") } }
    #expect(scopes(lax(2)) == [.single])
    #expect(scopes(lax(3)) == [.single])
    #expect(scopes(lax(4)) == [.members(["/m0", "/m1", "/m2", "/m3"])])
  }

  @Test func `eight reasons are told apart, and nine are one; of members it is three and four`() {
    func reasons(_ failureClass: FailureClass, _ count: Int) -> [Sighted] {
      (0..<count).map { Sighted(failureClass: failureClass, place: "reason \($0)", standing: .valid) }
    }
    #expect(scopes(reasons(.overStrict, 8)).count == 8)
    #expect(scopes(reasons(.overStrict, 9)) == [.many])
    #expect(scopes(reasons(.misinterpretation, 3)).count == 3)
    #expect(scopes(reasons(.misinterpretation, 4)) == [.many])
    #expect(scopes(reasons(.invalidAnswer, 4)) == [.many])
  }

  @Test func `a consumer looks at nothing where four ways go through and nothing is refused`() {
    let ways: [Sighted] = ["/a", "/b"].flatMap { [.accepted(.tooLong, $0), .accepted(.wrongType, $0)] }
    #expect(scopes(ways, tried: 9) == [.everything])
    #expect(scopes(Array(ways.dropLast()), tried: 9) == [.single])
    #expect(scopes(ways, tried: 9, refused: 1) == [.single])
    #expect(scopes(ways) == [.single])
  }

  @Test func `who only ends on broken payloads is not said to look at nothing`() {
    let ends = (0..<3).map { number in
      Sighted(operation: Self.ways[number], member: "/m\(number)", place: "end \(number)")
    }
    let twice = Sighted(operation: .emptyString, member: "/m0", place: "end 0")
    #expect(scopes(ends + [twice], tried: 9) == [.single, .single, .single])
  }

  @Test func `one end on a valid payload is told with a consumer that looks at nothing, two are not`() {
    let one = causes(accepted(4) + [.crashed("end")], tried: 9)
    #expect(one.map(\.scope) == [.everything])
    #expect(one.map(\.failureClass) == [.crash])
    #expect(one.first?.candidates.map(\.index) == [4])
    let two = causes(accepted(4) + [.crashed("end"), .crashed("other end")], tried: 9)
    #expect(two.map(\.scope) == [.everything, .single, .single])
    #expect(two.map(\.failureClass) == [.silentAcceptance, .crash, .crash])
  }

  @Test func `who cannot be understood is told nothing of payloads`() {
    let garbled = Sighted(failureClass: .brokenProtocol, place: "chatter")
    let found = causes(accepted(2) + [garbled])
    #expect(found.map(\.failureClass) == [.brokenProtocol])
  }

  // MARK: - What belongs together

  @Test func `an end at a member and its being accepted are one, unless valid payloads end alike`() {
    let end = Sighted(operation: .nullForValue, member: "/a", place: "end")
    #expect(causes([.accepted(.tooLong, "/a"), end]).count == 1)
    #expect(causes([.accepted(.tooLong, "/a"), end, .crashed("end")]).count == 2)
  }

  @Test func `what is done with texts is one thing, whether it ends or accepts`() {
    var accepted = Sighted.accepted(.truncatedText, "/a")
    (accepted.member, accepted.standing) = (nil, .text)
    var other = Sighted.accepted(.codeFence, "/b")
    other.standing = .text
    #expect(causes([accepted, other]).count == 1)
    let ends = [Sighted.crashed("end", .text), .crashed("other end", .text)]
    #expect(causes(ends).count == 1)
    #expect(causes([accepted] + ends).count == 1)
    #expect(causes([.crashed("end"), .crashed("other end")]).count == 2)
  }

  @Test func `who does not see a failure does not see it beside a result`() {
    let swallowed = Sighted(failureClass: .failureSwallowed, standing: .failure(kind: "late"))
    let found = causes([.accepted(.failureWithOutput, "/failure"), swallowed])
    #expect(found.map(\.failureClass) == [.failureSwallowed])
    #expect(causes([.accepted(.extraMember, "/failure"), swallowed]).count == 2)
  }

  @Test func `ends from one line of the source are one, and so are members that one reader loses`() {
    var ends = [Sighted.crashed("end"), .crashed("other end")]
    for index in ends.indices { ends[index].otherPlace = "at agent.py:5" }
    #expect(causes(ends).count == 1)
    var misread = ["/a", "/b"].map {
      Sighted(failureClass: .misinterpretation, place: $0, standing: .valid)
    }
    #expect(causes(misread).count == 2)
    for index in misread.indices { misread[index].loss = .withoutTrace }
    #expect(causes(misread).count == 1)
  }

  @Test func `what ends on valid or tolerated payloads is no member that nobody looks at`() {
    for standing in [Judge.Standing.valid, .tolerated] {
      let ends = (0..<4).map { Sighted.crashed("end \($0)", standing) }
      #expect(scopes(ends) == [.single, .single, .single, .single])
    }
    let broken = (0..<4).map { Sighted(operation: Self.ways[$0], member: "/m\($0)", place: "end \($0)") }
    #expect(scopes(broken) == [.members(["/m0", "/m1", "/m2", "/m3"])])
    let mixed = accepted(3) + [Sighted(failureClass: .failureSwallowed, standing: .failure(kind: "late"))]
    #expect(scopes(mixed) == [.members(["/m0", "/m1", "/m2"])])
  }

  @Test func `who takes a value of another type looks at nothing inside, where something goes unnoticed`() {
    var whole = Sighted.accepted(.wrongType, "/customer")
    whole.became = 7
    let inner = Sighted.accepted(.tooLong, "/customer/name")
    #expect(causes([inner, whole]).count == 1)
    #expect(causes([inner, .accepted(.wrongType, "/customer")]).count == 2)
    #expect(causes([.accepted(.tooLong, "/customers"), whole]).count == 2)
    let refused = Sighted(
      failureClass: .unannouncedRefusal, operation: .tooLong, member: "/customer/name", place: "refuses")
    #expect(causes([refused, whole]).count == 2)
    var text = Sighted.accepted(.truncatedText, "/a")
    (text.member, text.standing) = (nil, .text)
    #expect(causes([text, whole]).count == 2)
  }

  @Test func `further members of an object belong to several of its members, not to one`() {
    let rest = Sighted.accepted(.extraMember, "/customer\(Mutation.further)")
    let named = [Sighted.accepted(.tooLong, "/customer/name"), .accepted(.tooLong, "/customer/town")]
    #expect(causes(named + [rest]).count == 1)
    #expect(causes([rest] + named).count == 1)
    #expect(causes([named[0], rest]).count == 2)
    #expect(causes([.accepted(.tooLong, "/a/name"), .accepted(.tooLong, "/b/name"), rest]).count == 2)
  }

  // MARK: - What is shown of a cause

  /// The numbers of two sightings of one end, the better one first.
  private func order(_ first: Sighted, _ second: Sighted) -> [Int] {
    var (first, second) = (first, second)
    (first.place, second.place) = ("end", "end")
    // Kinds of their own, so that they meet in the cause only.
    (first.operation, second.operation) = (first.operation ?? .tooLong, second.operation ?? .wrongType)
    return causes([first, second]).flatMap(\.candidates).map(\.index)
  }

  @Test func `what shows a cause is valid, explained, no text, alone, free and small`() throws {
    let large = HandoffCase.Content.payload("a longer one")
    let small = Sighted()
    #expect(order(Sighted(content: large), small) == [1, 0])
    #expect(order(small, Sighted(content: large)) == [0, 1])
    #expect(order(small, small) == [0, 1])
    #expect(order(small, Sighted(standing: .valid, content: large)) == [1, 0])
    #expect(order(Sighted(content: .text("a")), Sighted(content: large)) == [1, 0])
    #expect(order(Sighted(before: [.payload(1)]), Sighted(content: large)) == [1, 0])
    let obligation = try #require(CampaignSubject.ofShop().obligations.first)
    #expect(order(Sighted(goal: .covering(obligation)), Sighted(content: large)) == [1, 0])
    #expect(order(small, Sighted(loss: .underOtherName, content: large)) == [1, 0])
    let unexplained = Sighted(place: "end", standing: .valid)
    let explained = Sighted(operation: .tooLong, place: "end", standing: .valid, content: large)
    #expect(causes([unexplained, explained]).first?.candidates.map(\.index) == [1, 0])
  }

  @Test func `ways that a reader cannot tell apart are one, with their cases and their signs`() {
    let broken = Sighted(operation: .tooLong, member: "/a", place: "end")
    var tolerated = broken
    tolerated.standing = .tolerated
    let found = causes([broken, broken, tolerated, .accepted(.wrongType, "/a")])
    #expect(
      found.map(\.ways) == [
        [
          .init(failureClass: .crash, operation: .tooLong, member: "/a", sign: "end", occurrences: 3),
          .init(failureClass: .silentAcceptance, operation: .wrongType, member: "/a", occurrences: 1),
        ]
      ])
    #expect(found.map(\.occurrences) == [4])
  }
}
