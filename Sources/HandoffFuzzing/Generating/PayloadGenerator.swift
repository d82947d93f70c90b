public import HandoffSchema

/// Makes payloads that a schema allows, the same ones for the same seed on every machine.
///
/// The schema directs the generation: bounds, lengths, patterns, counts and branches are built, not guessed.
/// Every payload has been confirmed with the validator before it is handed out.
public struct PayloadGenerator: Sendable {
  /// The schema that the payloads satisfy.
  public let schema: Schema
  let plan: GenerationPlan

  /// Prepares a schema.
  ///
  /// - Complexity: O(*n*) in the size of the schema, patterns aside.
  public init(_ schema: Schema) {
    self.schema = schema
    plan = GenerationPlan(schema)
  }

  /// Makes one payload.
  ///
  /// - Parameters:
  ///   - seed: Chooses the sequence of payloads.
  ///   - index: The place in the sequence, from 0. The first payload is the simplest one, the second shows
  ///     every optional part; after that they grow from small to large.
  /// - Returns: A payload that the validator has confirmed.
  /// - Throws: ``GenerationShortfall`` where no valid payload was found within the bounds on attempts.
  public func payload(seed: UInt64, index: Int) throws(GenerationShortfall) -> JSONValue {
    do {
      let random = SplitMix64(seed: seed, stream: "", index: index)
      return try CaseBuilder(plan: plan, schema: schema).valid(index: index, random: random).payload
    } catch {
      throw GenerationShortfall(index: index, reason: "\(error)")
    }
  }

  /// Makes payloads in order; those that could not be made are listed, not left out in silence.
  public func payloads(count: Int, seed: UInt64) -> (payloads: [JSONValue], shortfalls: [GenerationShortfall])
  {
    var payloads: [JSONValue] = []
    var shortfalls: [GenerationShortfall] = []
    for index in 0..<count {
      do throws(GenerationShortfall) {
        payloads.append(try payload(seed: seed, index: index))
      } catch {
        shortfalls.append(error)
      }
    }
    return (payloads, shortfalls)
  }
}

/// A payload that was asked for and could not be generated.
public struct GenerationShortfall: Error, Sendable, Hashable, CustomStringConvertible {
  /// The place in the sequence.
  public var index: Int
  /// What stood in the way.
  public var reason: String

  /// Makes a shortfall.
  public init(index: Int, reason: String) {
    self.index = index
    self.reason = reason
  }

  /// One line: which payload is missing and why.
  public var description: String { "no valid payload for number \(index): \(reason)" }
}
