import HandoffSchema
import Testing

@Suite("Unicode properties in patterns")
struct UnicodePropertyTests {
  @Test(arguments: [
    ("\\p{L}", "aé日ß", "1_-😀"),
    ("\\p{Letter}", "aé", "1"),
    ("\\p{Lu}", "AÉ", "aé"),
    ("\\p{General_Category=Decimal_Number}", "1৪", "a½"),
    ("\\p{gc=digit}", "1৪", "a"),
    ("\\p{punct}", "!-", "a+"),
    ("\\P{L}", "1 ", "a"),
    ("\\p{Script=Greek}", "αΩ", "aя"),
    ("\\p{sc=Cyrl}", "я", "aα"),
    ("\\p{scx=Deva}", "\u{0964}क", "a"),
    ("\\p{Script=Han}", "漢", "かa"),
    ("\\p{ASCII}", "a~", "é"),
    ("\\p{Any}", "a\n😀", ""),
    ("\\p{Alphabetic}", "aé", "1"),
    ("\\p{White_Space}", " \u{2003}", "a"),
    ("\\p{Emoji}", "😀1", "a"),
    ("\\p{Emoji_Component}", "#\u{FE0F}", "a😀"),
    ("\\p{Extended_Pictographic}", "😀❤", "1a"),
    ("\\p{RI}", "🇩", "D"),
    ("\\p{ID_Start}", "aé", "1_"),
    ("\\p{Uppercase}", "AⒶ", "a"),
    ("[\\p{Lu}\\d]", "A1", "a"),
    ("[^\\p{Lu}\\d]", "a", "A1"),
  ])
  func `a property holds for its code points only`(property: String, members: String, others: String) throws {
    let pattern = try Pattern("^" + property + "$")
    let matching = (members + others).unicodeScalars.map { String($0) }.filter(pattern.matches)
    #expect(matching == members.unicodeScalars.map { String($0) })
  }

  @Test func `a code point is assigned or not, and in one category`() throws {
    let major = ["L", "M", "N", "P", "S", "Z", "C"]
    var all = Automaton.nothing
    for name in major {
      let set = try Pattern("^\\p{\(name)}$").language()
      #expect(try all.isDisjoint(with: set), "\(name)")
      all = try all.union(set)
    }
    #expect(all == .character(in: .all))
    #expect(
      try Pattern("^\\p{Assigned}$").language()
        == Pattern("^\\P{Cn}$").language())
  }

  @Test func `every assigned code point is in exactly one script`() throws {
    var all = CodePointSet.none
    for name in UnicodeProperty.scripts {
      let pattern = try Pattern("\\p{Script=\(name)}")
      guard case .set(let set) = pattern.expression else {
        Issue.record("\(name) is no set")
        continue
      }
      #expect(all.intersection(set).isEmpty, "\(name)")
      all = all.union(set)
    }
    guard case .set(let assigned) = try Pattern("\\P{Cn}").expression,
      case .set(let privateUse) = try Pattern("\\p{Co}").expression
    else { return }
    #expect(assigned.subtracting(privateUse).subtracting(all).isEmpty)
    #expect(all.count > 150_000)
  }
}
