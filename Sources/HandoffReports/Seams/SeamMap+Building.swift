public import HandoffChecking
public import HandoffContracts
public import HandoffFuzzing
public import HandoffRouting
public import HandoffRuntime
import HandoffSchema
import HandoffTraffic

extension SeamMap {
  /// Puts the map of a system together.
  ///
  /// - Parameters:
  ///   - system: The system.
  ///   - findings: What an audit found in it.
  ///   - check: What running its consumers showed.
  ///   - verification: What recorded runs say.
  ///   - failures: Where its failures end; they are followed where that is not given.
  ///   - replay: The command that runs a failure's case again.
  /// - Complexity: O(*n*) on average in the size of the system and the reports, beside what ``SystemPlan`` takes.
  public init(
    _ system: AgentSystem, findings: [Finding], check: CheckReport? = nil,
    verification: VerificationReport? = nil, failures: FailureMatrix? = nil,
    replay: (CampaignFailure) -> String = { "handoff check --replay \($0.replay)" }
  ) {
    var builder = SeamMapBuilder(system, findings: findings, failures ?? FailureMatrix(system))
    builder.note(check, replay: replay)
    builder.note(verification)
    self = builder.map
  }
}

/// Puts a map together: rows first, then what every report says of each handoff.
private struct SeamMapBuilder {
  private let system: AgentSystem
  private(set) var map: SeamMap
  private var rows: [ExactString: Int] = [:]
  private var positions: [ExactString: Int] = [:]

  init(_ system: AgentSystem, findings: [Finding], _ failures: FailureMatrix) {
    self.system = system
    map = SeamMap(system: system.name, agents: [], seams: [], loops: [])
    let structure = SystemStructure(system)
    let plan = SystemPlan(system, failures: failures)
    let loops = Self.loops(in: findings, structure, system)
    addRows(plan, loops, structure)
    for passage in structure.passages(of: system) where system[passage.handoff].evidence != .unknown {
      add(passage, structure)
    }
    for finding in findings { add(finding) }
    map.loops = loops.map { names in names.compactMap { rows[$0] }.sorted() }.filter { !$0.isEmpty }
    for position in map.seams.indices { map.seams[position].quarters = quarters(of: map.seams[position]) }
  }

  // MARK: - Rows

  private mutating func addRows(_ plan: SystemPlan, _ loops: [[ExactString]], _ structure: SystemStructure) {
    var ends: [ExactString: [FailurePath]] = [:]
    for path in plan.failures { ends[ExactString(path.agent), default: []].append(path) }
    var loopOf: [ExactString: Int] = [:]
    for (number, names) in loops.enumerated() { for name in names { loopOf[name] = number } }
    let order = plan.stages.flatMap(\.self) + plan.exceptional + plan.unreached + system.agents.map(\.name)
    var inLoops = [[String]](repeating: [], count: loops.count)
    for name in order { if let number = loopOf[ExactString(name)] { inLoops[number].append(name) } }
    for name in order {
      // The first of a loop brings the others with it, so that the loop can be outlined.
      let together = loopOf[ExactString(name)].map { inLoops[$0] } ?? [name]
      for name in together where rows[ExactString(name)] == nil {
        rows[ExactString(name)] = map.agents.count
        let isHuman = structure.index.agent(named: name).map { structure.role(of: $0).isHuman } ?? false
        let none = SeamMap.End(kind: .none, sound: 0, count: 0)
        let end = isHuman ? none : Self.end(ends[ExactString(name)] ?? [])
        map.agents.append(SeamMap.Agent(name: name, kind: isHuman ? .human : .agent, end: end))
      }
    }
  }

  private static func end(_ paths: [FailurePath]) -> SeamMap.End {
    guard !paths.isEmpty else { return SeamMap.End(kind: .silent, sound: 0, count: 0) }
    var kinds: [SeamMap.End.Kind] = []
    var sound = 0
    for path in paths {
      let worst = path.ends.map(kind).max { gravity($0) < gravity($1) } ?? .unknown
      if worst == .human || worst == .finish { sound += 1 }
      kinds.append(worst)
    }
    let worst = kinds.max { gravity($0) < gravity($1) } ?? .unknown
    return SeamMap.End(kind: worst, sound: sound, count: paths.count)
  }

  private static func kind(_ end: FailurePath.End) -> SeamMap.End.Kind {
    switch end {
    case .human: .human
    case .finish: .finish
    case .unknown: .unknown
    case .error, .trap: .nowhere
    }
  }

  private static func gravity(_ kind: SeamMap.End.Kind) -> Int {
    switch kind {
    case .none, .silent: 0
    case .human: 1
    case .finish: 2
    case .unknown: 3
    case .nowhere: 4
    }
  }

  /// The row of a name, a new one for a name that nobody declares.
  private mutating func row(of name: String) -> Int {
    if let row = rows[ExactString(name)] { return row }
    rows[ExactString(name)] = map.agents.count
    map.agents.append(
      SeamMap.Agent(name: name, kind: .undeclared, end: SeamMap.End(kind: .none, sound: 0, count: 0)))
    return map.agents.count - 1
  }

  // MARK: - Loops

  /// The agents of each loop whose witness leads back to where it begins; loops that share an agent are one.
  private static func loops(
    in findings: [Finding], _ structure: SystemStructure, _ system: AgentSystem
  ) -> [[ExactString]] {
    var steps: [ExactString: (from: String, to: String)] = [:]
    for handoff in system.handoffIndices {
      let ends = (system[handoff].from, system[handoff].to)
      steps[ExactString(structure.index.name(of: handoff))] = ends
      steps[ExactString(structure.index.returnName(of: handoff))] = (ends.1, ends.0)
    }
    var found: [[ExactString]] = []
    for finding in findings {
      let path = finding.witness?.path ?? []
      let way = path.compactMap { steps[ExactString($0)] }
      guard let first = way.first, let last = way.last, way.count == path.count,
        first.from.hasSameCodePoints(as: last.to)
      else { continue }
      // The finding is about all that hand work round; the way shows one lap among them.
      var members = (way.map(\.from) + finding.agents).map { ExactString($0) }
      var others: [[ExactString]] = []
      for loop in found {
        if loop.contains(where: members.contains) { members += loop } else { others.append(loop) }
      }
      var seen: Set<ExactString> = []
      found = others + [members.filter { seen.insert($0).inserted }]
    }
    return found
  }

  // MARK: - Handoffs

  private mutating func add(_ passage: Passage, _ structure: SystemStructure) {
    let handoff = system[passage.handoff]
    let (from, to) = passage.isReturn ? (handoff.to, handoff.from) : (handoff.from, handoff.to)
    var seam = SeamMap.Seam(name: structure.name(of: passage), from: row(of: from), to: row(of: to))
    seam.isReturn = passage.isReturn
    if !passage.isReturn {
      seam.kind = GraphModel.Edge.Kind(handoff.trigger)
      seam.label = GraphLabel.text(of: handoff)
    }
    if handoff.evidence == .observed {
      seam.standing = .observed
    } else if !saysBothSides(passage, handoff, structure) {
      seam.standing = .undecided
    }
    positions[ExactString(seam.name)] = map.seams.count
    map.seams.append(seam)
  }

  /// Whether both sides declare what is sent and what is taken, so that the rules could compare them.
  private func saysBothSides(_ passage: Passage, _ handoff: Handoff, _ structure: SystemStructure) -> Bool {
    guard let receiver = structure.receiver(of: passage), let sender = structure.sender(of: passage) else {
      return false
    }
    // A human reads whatever arrives; there is no contract to break.
    let takes =
      system[receiver].accepts != nil || structure.role(of: receiver).isHuman
      || (passage.isReturn && handoff.result != nil)
    let isOutput = passage.isReturn || handoff.trigger == .output
    let sends = !isOutput || handoff.payload != nil || structure.role(of: sender).contract != nil
    return takes && sends
  }

  private mutating func add(_ finding: Finding) {
    for name in finding.handoffs {
      guard let position = positions[ExactString(name)] else { continue }
      map.seams[position].findings.append(finding)
      guard map.seams[position].standing != .observed else { continue }
      switch finding.rule {
      case "handoff-incompatible", "return-undeclared": map.seams[position].standing = .incompatible
      case "handoff-undecided" where map.seams[position].standing == .compatible:
        map.seams[position].standing = .undecided
      default: break
      }
    }
  }

  /// The quarters before anything was run.
  private func quarters(of seam: SeamMap.Seam) -> [SeamMap.Quarter] {
    guard seam.standing != .observed else { return [] }
    return FailureMode.allCases.map { mode in
      // A handoff that is no result stands or falls with whether its receiver takes the failure for one.
      let isAsked = seam.kind == .output || mode == .missingFailurePath
      var quarter = SeamMap.Quarter(
        mode: mode, state: isAsked ? .untried : .notApplicable, share: .init(mode: mode), rules: [])
      for finding in seam.findings where finding.severity >= .warning && SeamRules.modes[finding.rule] == mode
      {
        quarter.state = .escaped
        if !quarter.rules.contains(finding.rule) { quarter.rules.append(finding.rule) }
      }
      return quarter
    }
  }

  // MARK: - What running the consumers showed

  mutating func note(_ check: CheckReport?, replay: (CampaignFailure) -> String) {
    for result in check?.handoffs ?? [] {
      guard let position = positions[ExactString(result.campaign.handoff)] else { continue }
      map.seams[position].check = result
      guard result.notRun == nil, map.seams[position].standing != .observed else { continue }
      map.seams[position].failures = result.campaign.failures.map { failure in
        let mode = failure.failureClass.failureMode(of: failure.mutation?.operation)
        return SeamMap.Failure(campaign: failure, mode: mode, replay: replay(failure))
      }
      for place in map.seams[position].quarters.indices {
        let quarter = map.seams[position].quarters[place]
        map.seams[position].quarters[place] = Self.tried(
          quarter, map.seams[position], result.campaign.coverage)
      }
    }
  }

  private static func tried(
    _ quarter: SeamMap.Quarter, _ seam: SeamMap.Seam, _ coverage: CampaignCoverage
  ) -> SeamMap.Quarter {
    var quarter = quarter
    if let share = coverage.modes.first(where: { $0.mode == quarter.mode }) { quarter.share = share }
    let share = quarter.share
    let hasFailed = seam.failures.contains { $0.mode == quarter.mode }
    if share.escaped > 0 || !quarter.rules.isEmpty || hasFailed {
      quarter.state = .escaped
    } else if share.caught > 0 {
      quarter.state = .caught
    } else {
      quarter.state = share.missed > 0 ? .onlyValid : .notApplicable
    }
    return quarter
  }

  // MARK: - What recorded runs say

  mutating func note(_ verification: VerificationReport?) {
    guard let verification else { return }
    for count in verification.counts {
      guard let position = positions[ExactString(count.handoff)] else { continue }
      map.seams[position].taken = count.taken
    }
    for finding in verification.findings {
      if finding.rule == VerificationRule.transitionUndeclared.rawValue {
        for name in finding.handoffs { addObserved(name, finding) }
      } else {
        add(finding)
        for name in finding.handoffs { mark(finding, on: name) }
      }
    }
  }

  private mutating func mark(_ finding: Finding, on name: String) {
    guard let mode = SeamRules.modes[finding.rule], let position = positions[ExactString(name)],
      let place = map.seams[position].quarters.firstIndex(where: { $0.mode == mode })
    else { return }
    map.seams[position].quarters[place].state = .escaped
    map.seams[position].quarters[place].rules.append(finding.rule)
  }

  /// A handoff that only recorded runs know.
  private mutating func addObserved(_ name: String, _ finding: Finding) {
    if let position = positions[ExactString(name)] {
      map.seams[position].findings.append(finding)
      return
    }
    guard let ends = ends(of: name) else { return }
    var seam = SeamMap.Seam(name: name, from: row(of: ends.from), to: row(of: ends.to))
    seam.isReturn = ends.isReturn
    seam.standing = .observed
    seam.findings = [finding]
    positions[ExactString(name)] = map.seams.count
    map.seams.append(seam)
  }

  /// Whom the name of a handoff names; where it can be read in several ways, the one that names most agents of the system.
  private func ends(of name: String) -> (from: String, to: String, isReturn: Bool)? {
    var best: (known: Int, from: String, to: String, isReturn: Bool)?
    for (mark, isReturn) in [("->", false), ("<-", true)] {
      for range in name.ranges(of: mark) {
        let (left, right) = (String(name[..<range.lowerBound]), String(name[range.upperBound...]))
        let known = [left, right].count { rows[ExactString($0)] != nil }
        guard known > best?.known ?? -1 else { continue }
        best = isReturn ? (known, right, left, true) : (known, left, right, false)
      }
    }
    return best.map { ($0.from, $0.to, $0.isReturn) }
  }
}
