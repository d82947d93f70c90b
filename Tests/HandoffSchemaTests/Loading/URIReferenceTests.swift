import HandoffSchema
import Testing

@Suite("URI references")
struct URIReferenceTests {
  // RFC 3986 sections 5.4.1 and 5.4.2; the fragment is no part of what is compared.
  @Test(arguments: [
    ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
    ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"), ("g?y#s", "http://a/b/c/g?y"),
    (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("", "http://a/b/c/d;p?q"),
    (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../", "http://a/b/"),
    ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"), ("../../g", "http://a/g"),
    ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"), ("/./g", "http://a/g"),
    ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"),
    ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
    ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"),
    ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"),
    ("g?y/./x", "http://a/b/c/g?y/./x"), ("http:g", "http:g"),
  ])
  func `a reference is resolved as RFC 3986 shows`(reference: String, target: String) {
    let base = URIReference("http://a/b/c/d;p?q")
    #expect(URIReference(reference).resolved(against: base).withoutFragment == target)
  }

  @Test func `a base without a scheme gives a relative target`() {
    #expect(URIReference("b.json").resolved(against: URIReference("")).withoutFragment == "b.json")
    #expect(
      URIReference("b.json").resolved(against: URIReference("folder/a.json")).withoutFragment
        == "folder/b.json")
  }

  @Test func `percent-encoding is undone, and left alone where it is broken`() {
    #expect(URIReference.percentDecoded("a%25b%c3%A4%zz%2") == "a%bä%zz%2")
  }

  @Test func `a fragment is encoded where it must be`() {
    #expect(URIReference.fragmentEncoded("/a b/ä/%/$defs") == "/a%20b/%C3%A4/%25/$defs")
  }
}
