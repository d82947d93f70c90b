internal import HandoffSchema

extension ManifestReader {
  static let contractMembers: [Member<Contract>] = [
    Member("version", .text) { $2.version = $1.text($0, allowed: "a version such as \"1.2.0\"") },
    Member("description", .text) { $2.description = $1.text($0) },
    Member("output", .schema, required: true) { value, reader, contract in
      if let schema = reader.schema(value) { contract.output = schema }
    },
    Member("failures", .named(.object(failureMembers))) { value, reader, contract in
      reader.readNamed(value, .failure) { kind, value, reader in
        var failure = FailureOutput(kind: kind)
        reader.read(value, by: failureMembers, into: &failure, extensions: \.extensions)
        contract.failures.append(failure)
      }
    },
    Member("failureTag", .any(of: .text, .one(of: [.null]))) { value, reader, contract in
      if value.kind == .null {
        contract.failureTag = nil
      } else if let tag = reader.text(value, allowed: "the name of a member, or null for untagged failures") {
        contract.failureTag = tag
      }
    },
  ]

  private static let failureMembers: [Member<FailureOutput>] = [
    Member("description", .text) { $2.description = $1.text($0) },
    Member("schema", .schema) { $2.schema = $1.schema($0) },
    Member("detectedBy", .word(FailureOutput.Detector.self)) { value, reader, failure in
      if let detector = reader.word(value, of: FailureOutput.Detector.self) { failure.detectedBy = detector }
    },
  ]
}
