import HandoffContracts
import HandoffSchema

/// Makes one finding of those that one cause shows at several agents or handoffs.
///
/// It comes after the allowances, so that one that is accepted at one agent does not hide the others.
struct FindingMerge {
  /// A finding, and what it is merged by where it has a cause that others may share.
  struct Part: Sendable {
    var finding: Finding
    var subject: Observation.Subject
    var observation: Observation?
  }

  /// Where a part is: by the rule that found it, and its number among those of that rule.
  struct Position {
    var rule: Int
    var number: Int
  }

  private struct Key: Hashable {
    var rule: String
    var severity: Severity
    var cause: [JSONValue]
  }

  private let writer: FindingWriter

  init(_ writer: FindingWriter) {
    self.writer = writer
  }

  /// The findings of the parts at some positions, in the order of the first ones of their causes.
  ///
  /// - Complexity: O(*n*) on average in the number of findings and of what they name.
  func findings(of parts: [[Part]], at positions: [Position]) -> [Finding] {
    var result: [Finding] = []
    result.reserveCapacity(positions.count)
    var places: [Key: Int] = [:]
    var merged: [Int: [Observation]] = [:]
    for position in positions {
      let part = parts[position.rule][position.number]
      guard let observation = part.observation, let cause = observation.cause else {
        result.append(part.finding)
        continue
      }
      let key = Key(rule: part.finding.rule, severity: part.finding.severity, cause: cause)
      if let place = places[key] {
        merged[place, default: []].append(observation)
      } else {
        places[key] = result.count
        merged[result.count] = [observation]
        result.append(part.finding)
      }
    }
    for (place, observations) in merged where observations.count > 1 {
      result[place] = writer.merged(observations, into: result[place])
    }
    return result
  }
}

extension FindingWriter {
  /// A finding that names what others of the same cause name, too.
  fileprivate func merged(_ observations: [Observation], into first: Finding) -> Finding {
    var finding = first
    finding.agents = names(of: Set(observations.flatMap(\.agents)).sorted())
    finding.handoffs = names(of: Set(observations.flatMap(\.handoffs)).sorted())
    let others = observations.dropFirst()
    let shown = others.prefix(4).map { other in
      // At one and the same subject the ways are what differs.
      let way = other.subject == observations[0].subject ? other.witness?.path.last : nil
      return Wording.quoted(way ?? title(of: other))
    }
    finding.message += " The same holds at \(Wording.list(shown, of: others.count))."
    return finding
  }
}
