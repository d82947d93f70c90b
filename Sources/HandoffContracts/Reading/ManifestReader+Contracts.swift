internal import HandoffSchema

extension ManifestReader {
  static let contractMembers: [Member<Contract>] = [
    Member("version") { $2.version = $1.text($0, allowed: "a version such as \"1.2.0\"") },
    Member("description") { $2.description = $1.text($0) },
    Member("output", required: true) { value, reader, contract in
      if let schema = reader.schema(value) { contract.output = schema }
    },
    Member("failures") { value, reader, contract in
      reader.readNamed(value, .failure) { entry, reader in
        var failure = FailureOutput(kind: entry.key)
        reader.read(entry.value, by: failureMembers, into: &failure, extensions: \.extensions)
        contract.failures.append(failure)
      }
    },
    Member("failureTag") { value, reader, contract in
      if value == .null {
        contract.failureTag = nil
      } else if let tag = reader.text(value, allowed: "the name of a member, or null for untagged failures") {
        contract.failureTag = tag
      }
    },
  ]

  private static let failureMembers: [Member<FailureOutput>] = [
    Member("description") { $2.description = $1.text($0) },
    Member("schema") { $2.schema = $1.schema($0) },
    Member("detectedBy") { value, reader, failure in
      if let detector = reader.word(value, of: FailureOutput.Detector.self) { failure.detectedBy = detector }
    },
  ]
}
