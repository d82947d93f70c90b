/// The parser on any bytes: it answers, and what it accepts survives being written and read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzParser(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  do throws(JSONSyntaxError) {
    let document = try JSONDocument(parsing: bytes)
    let value = document.value
    for style in [JSONStyle.compact, .pretty] {
      let text = value.text(style)
      let again = try JSONDocument(parsing: Array(text.utf8))
      precondition(again.value == value, "What is written reads back as the same value.")
      precondition(again.value.hashValue == value.hashValue, "Equal values hash alike.")
      precondition(again.duplicateKeyCount == 0, "No key is written twice.")
      precondition(again.value.text(style).utf8.elementsEqual(text.utf8), "Writing is stable.")
    }
    let canonical = value.text(.canonical)
    precondition(
      try JSONDocument(parsing: Array(canonical.utf8)).value.text(.canonical) == canonical,
      "The canonical form is a fixed point.")
    for repeated in document.duplicateKeys {
      precondition(document.keyLocation(of: repeated.pointer) != nil, "A repeated key can be found.")
    }
    precondition(document.location(of: .root) != nil, "The document has a place.")
  } catch {
    precondition(error.offset <= count && error.line > 0 && error.column > 0, "An error has a place.")
    precondition(!error.description.isEmpty, "An error has words.")
  }
  bytes.withUnsafeBufferPointer { buffer in
    for line in JSONLines(buffer) {
      precondition(!line.text.contains(0x0A), "A line holds no line feed.")
    }
  }
  return 0
}
