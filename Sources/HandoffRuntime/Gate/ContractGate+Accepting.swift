public import HandoffContracts
public import HandoffSchema

extension ContractGate {
  /// Lets an output of the contract in, and nothing else.
  ///
  ///     let seat = try gate.accept(bytes, as: SeatRequest.self)
  ///
  /// - Parameters:
  ///   - bytes: JSON text in UTF-8.
  ///   - type: What the output is read as. No string is taken for a number, and no fraction for an integer.
  /// - Returns: The output.
  /// - Throws: ``ContractRefusal`` for everything that is no output of the contract.
  public func accept<Value: Decodable>(
    _ bytes: some Sequence<UInt8>, as type: Value.Type
  ) throws(ContractRefusal) -> Value {
    let output = try accept(bytes)
    do {
      return try PayloadDecoder(output, record: ReadingRecord()).decode(type)
    } catch {
      let why = (error as? DecodingError)?.context.debugDescription ?? "\(error)"
      throw ContractRefusal(contract: name, .undecodable(type: "\(type)", why))
    }
  }

  /// Lets an output of the contract in, and nothing else, for a decoder of your own.
  ///
  /// - Parameter bytes: JSON text in UTF-8.
  /// - Returns: The output.
  /// - Throws: ``ContractRefusal`` for everything that is no output of the contract.
  public func accept(_ bytes: some Sequence<UInt8>) throws(ContractRefusal) -> JSONValue {
    switch classify(Array(bytes)) {
    case .output(let value): return value
    case .failure(let kind, let value): throw ContractRefusal(contract: name, .failure(kind: kind, value))
    case let other: throw ContractRefusal(contract: name, .broken(other))
    }
  }
}

extension Contract {
  /// Lets an output of the contract in, and nothing else: one line in front of a consumer.
  ///
  ///     let seat = try contract.accept(bytes, as: SeatRequest.self)
  ///
  /// The schemas are compiled at every call; for many payloads make one ``ContractGate``.
  ///
  /// - Parameters:
  ///   - bytes: JSON text in UTF-8.
  ///   - type: What the output is read as.
  /// - Returns: The output.
  /// - Throws: ``ContractRefusal`` for everything that is no output of the contract; `SchemaError` where a schema of the
  ///   contract cannot be read.
  public func accept<Value: Decodable>(_ bytes: some Sequence<UInt8>, as type: Value.Type) throws -> Value {
    try ContractGate(self).accept(bytes, as: type)
  }

  /// Lets an output of the contract in, and nothing else, for a decoder of your own.
  ///
  /// - Parameter bytes: JSON text in UTF-8.
  /// - Returns: The output.
  /// - Throws: ``ContractRefusal`` for everything that is no output of the contract; `SchemaError` where a schema of the
  ///   contract cannot be read.
  public func accept(_ bytes: some Sequence<UInt8>) throws -> JSONValue {
    try ContractGate(self).accept(bytes)
  }
}

extension DecodingError {
  fileprivate var context: Context {
    switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
      .dataCorrupted(let context):
      context
    @unknown default: Context(codingPath: [], debugDescription: "\(self)")
    }
  }
}
