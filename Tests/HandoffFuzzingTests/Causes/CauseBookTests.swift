import HandoffSchema
import Testing

@testable import HandoffFuzzing

@Suite("What is kept of failures")
struct CauseBookTests {
  private func payload(_ length: Int) -> HandoffCase.Content {
    .payload(.string(String(repeating: "a", count: length)))
  }

  @Test func `of one kind the three smallest are kept, and those held at a boundary last`() throws {
    let obligation = try #require(CampaignSubject.ofShop().obligations.first)
    let book = CauseBook.of([
      Sighted(content: payload(5), goal: .covering(obligation)), Sighted(content: payload(9)),
      Sighted(content: payload(7)), Sighted(content: payload(2), goal: .covering(obligation)),
      Sighted(content: payload(8)), Sighted(content: payload(1), goal: .covering(obligation)),
    ])
    #expect(book.entries.map { $0.sightings.map(\.index) } == [[2, 4, 1]])
    #expect(book.entries.map(\.occurrences) == [6])
    #expect(book.count == 6)
    let few = CauseBook.of([
      Sighted(content: payload(2), goal: .covering(obligation)), Sighted(content: payload(9)),
    ])
    #expect(few.entries.map { $0.sightings.map(\.index) } == [[1, 0]])
  }

  @Test func `more kinds than are kept are counted`() {
    let book = CauseBook.of((0..<4_098).map { Sighted(place: "end \($0)") })
    #expect(book.entries.count == 4_096)
    #expect(book.unreported == 2)
    #expect(book.count == 4_098)
  }

  @Test func `contents beyond the limit are given up and made again from their numbers`() throws {
    let subject = try CampaignSubject.ofShop()
    var book = CauseBook(contentLimit: 60)
    for index in 0..<4 {
      var item = Sighted(place: "end \(index)", answer: .accepted(answer: "x", understood: nil))
      item.content = payload(18)
      item.goal = .valid
      var sighting = item.sighting(index)
      sighting.ordinal = index
      book.add(sighting) { $0.judgement }
    }
    let kept = book.entries.flatMap(\.sightings)
    #expect(kept.map(\.isShed) == [false, false, false, true])
    let shed = try #require(kept.last)
    #expect(shed.built.content == .payload(.null))
    #expect(shed.answer == .accepted(answer: nil, understood: nil))
    #expect(shed.size == 20)
    let again = shed.restored { try? subject.build($0, ordinal: $1, seed: 1) }
    #expect(try again.built.content == subject.build(.valid, ordinal: 3, seed: 1).content)
  }

  @Test func `the size of a text is that of its bytes, and only what nothing was done to is unexplained`() {
    #expect(Sighted(content: .text("né")).sighting(0).size == 3)
    #expect(Sighted().sighting(0).isUnexplained)
    #expect(!Sighted(operation: .tooLong).sighting(0).isUnexplained)
    #expect(!Sighted(goal: .valid).sighting(0).isUnexplained)
  }

  @Test func `what was refused among what had to be is counted`() {
    let book = CauseBook.of([], tried: 5, refused: 2)
    #expect(book.brokenTried == 5)
    #expect(book.brokenRefused == 2)
  }
}
