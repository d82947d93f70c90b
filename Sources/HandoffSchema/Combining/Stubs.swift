extension Schema {
  package static func elements(of pointer: JSONPointer, satisfy schema: Schema) -> Schema { schema }
  package static func containing(_ pointer: JSONPointer) -> Schema { Schema(.allOf([])) }
  package func parts(at pointer: JSONPointer) -> (schema: Schema, isExact: Bool)? { nil }
  package func memberPointers(limit: Int) -> [JSONPointer] { [] }
}
