import HandoffSchema

/// Any schema on any payload: both roads answer, and give one verdict.
///
/// The input is the schema and the payload, separated by the first byte 0.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSchema(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: data, count: count)
  guard let separator = bytes.firstIndex(of: 0),
    let schemaText = try? JSONDocument(parsing: Array(bytes[..<separator])),
    let payload = try? JSONDocument(parsing: Array(bytes[(separator + 1)...]))
  else { return 0 }
  let value = payload.value
  for formats in [SchemaOptions.FormatMode.annotation, .assertion] {
    do throws(SchemaError) {
      let schema = try Schema(schemaText.value, options: SchemaOptions(formats: formats))
      let violations = schema.violations(in: value)
      demand(schema.isValid(value) == violations.isEmpty, "Both ways over the value agree.")
      demand(schema.isValid(payload) == violations.isEmpty, "The tape agrees with the value.")
      for violation in violations {
        demand(!violation.description.isEmpty, "A violation has words.")
      }
    } catch {
      demand(!"\(error)".isEmpty, "An error has words.")
    }
  }
  return 0
}
