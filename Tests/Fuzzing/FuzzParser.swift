import HandoffSchema

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
      demand(again.value == value, "What is written reads back as the same value.")
      demand(again.value.hashValue == value.hashValue, "Equal values hash alike.")
      demand(again.duplicateKeyCount == 0, "No key is written twice.")
      demand(again.value.text(style).utf8.elementsEqual(text.utf8), "Writing is stable.")
    }
    let canonical = value.text(.canonical)
    let canonicalAgain = try JSONDocument(parsing: Array(canonical.utf8)).value.text(.canonical)
    demand(canonicalAgain == canonical, "The canonical form is a fixed point.")
    for repeated in document.duplicateKeys {
      // The pointer may lead through an earlier value of a repeated key, where nothing can follow it.
      demand(bytes[repeated.location.offset] == 0x22, "A repeated key begins with its quote.")
    }
    demand(document.location(of: .root) != nil, "The document has a place.")
  } catch {
    demand(error.offset <= count && error.line > 0 && error.column > 0, "An error has a place.")
    demand(!error.description.isEmpty, "An error has words.")
  }
  bytes.withUnsafeBufferPointer { buffer in
    for line in JSONLines(buffer) {
      demand(!line.text.contains(0x0A), "A line holds no line feed.")
    }
  }
  return 0
}
