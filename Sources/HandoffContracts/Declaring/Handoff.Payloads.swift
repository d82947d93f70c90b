extension Handoff {
  /// The payloads that a handoff carries, or that its sender takes back: those of a contract or of a shape.
  public struct Payloads: Sendable {
    let acceptance: Agent.Acceptance
    /// The contract, where it was given as a value.
    let contract: Contract?
    /// The shape, for what it brings along.
    let shape: Shape?

    /// The outputs of a contract, which becomes part of the system.
    public static func contract(_ contract: Contract) -> Payloads {
      Payloads(acceptance: .contract(contract.name), contract: contract, shape: nil)
    }

    /// The outputs of the contract of a name, which is declared elsewhere.
    public static func contract(_ name: String) -> Payloads {
      Payloads(acceptance: .contract(name), contract: nil, shape: nil)
    }

    /// Payloads of a shape.
    public static func shape(_ shape: Shape) -> Payloads {
      Payloads(acceptance: .schema(shape.schema), contract: nil, shape: shape)
    }

    /// Objects with named fields; they may have further members.
    public static func object(@FieldsBuilder _ fields: () -> [Field]) -> Payloads {
      .shape(.object(fields: fields()))
    }
  }
}
