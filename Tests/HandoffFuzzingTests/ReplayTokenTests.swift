import Testing

@testable import HandoffFuzzing

@Suite("Replay tokens")
struct ReplayTokenTests {
  private static let tokens = [
    ReplayToken(handoff: "A->B", goal: nil, form: .drawn(seed: .max, ordinal: 12)),
    ReplayToken(handoff: "Ünï->b#2", goal: "/a: wrong-type", form: .choices([0, 5, 1 << 63, 1])),
    ReplayToken(handoff: "", goal: nil, form: .choices([])),
  ]

  @Test(arguments: tokens)
  func `a token reads back equal`(token: ReplayToken) throws {
    #expect(try ReplayToken(parsing: token.description) == token)
  }

  @Test func `zeros at the end are left out`() throws {
    let token = ReplayToken(handoff: "A->B", goal: nil, form: .choices([3, 0, 0]))
    #expect(try ReplayToken(parsing: token.description).form == .choices([3]))
  }

  @Test func `a token is one word for every shell`() {
    for token in Self.tokens {
      #expect(
        token.description.utf8.allSatisfy {
          $0 == 45 || $0 == 95 || Character(Unicode.Scalar($0)).isLetter
            || Character(Unicode.Scalar($0)).isNumber
        })
    }
  }

  @Test func `what is no token is told apart from what is damaged`() {
    func reason(_ text: String) -> ReplayError.Reason? {
      do throws(ReplayError) {
        _ = try ReplayToken(parsing: text)
        return nil
      } catch {
        return error.reason
      }
    }
    let whole = Self.tokens[0].description
    #expect(reason("17") == .notAToken("17"))
    #expect(reason("h2-AAAA") == .otherVersion("h2-AAAA"))
    #expect(reason("h1-") == .notAToken("h1-"))
    for cut in 1..<(whole.count - 3) {
      let text = String(whole.dropLast(cut))
      #expect(reason(text) == .damaged(text) || reason(text) == .notAToken(text))
    }
  }

  @Test func `a mistyped letter is noticed`() {
    let whole = Array(Self.tokens[1].description)
    for place in 3..<(whole.count - 1) {
      var letters = whole
      letters[place] = letters[place] == "A" ? "B" : "A"
      let text = String(letters)
      #expect(throws: ReplayError(.damaged(text))) { try ReplayToken(parsing: text) }
    }
  }
}
