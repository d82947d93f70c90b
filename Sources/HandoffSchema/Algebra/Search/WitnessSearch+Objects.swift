// Objects: the constraints ask for members, allow members and count members. Members are chosen class by
// class; one member may serve several obligations at once.
extension WitnessSearch {
  /// A member that has been decided on.
  private struct Slot {
    var place: Int
    var shape: Shape
  }

  mutating func objects(_ literals: [Formula], _ wanted: Int) -> Values {
    if let candidates = finiteContainers(literals) { return candidates }
    var problem = ObjectProblem()
    for literal in literals { problem.add(literal, in: arena) }
    guard problem.lower <= problem.upper else { return .empty }
    var classes = MemberClasses(problem)
    let order = obligationOrder(problem)
    var slots: [Slot] = []
    var first = assign(order[...], &slots, &classes)
    if first.list.isEmpty, first.isComplete, let reason = classes.unknown { first = .undecided(reason) }
    if problem.excluded.isEmpty && wanted == 1 || first.list.isEmpty { return first }
    if wanted == 1, let value = first.list.first, !problem.excluded.contains(value) { return first }
    return enumerate(problem, &classes, literals, wanted, including: first)
  }

  /// Obligations on one name first: they leave no choice.
  private func obligationOrder(_ problem: ObjectProblem) -> [Int] {
    let all = problem.obligations.indices
    let forced = all.filter { ObjectProblem.onlyName(problem.obligations[$0].names, in: arena) != nil }
    return forced + all.filter { ObjectProblem.onlyName(problem.obligations[$0].names, in: arena) == nil }
  }

  /// Serves the remaining obligations, by members decided on already or by new ones.
  private mutating func assign(
    _ remaining: ArraySlice<Int>, _ slots: inout [Slot], _ classes: inout MemberClasses
  ) -> Values {
    guard budget.spend() else { return .undecided(budget.exhausted ?? .numberRange) }
    guard let obligation = remaining.first else { return fill(slots, &classes) }
    let required = classes.problem.obligations[obligation].shape
    var result = Values.empty
    for index in slots.indices where classes.list[slots[index].place].serves.contains(obligation) {
      let before = slots[index].shape
      let shape = arena.and(before, required)
      guard isInhabited(shape, &result) else { continue }
      slots[index].shape = shape
      let found = assign(remaining.dropFirst(), &slots, &classes)
      slots[index].shape = before
      result.formUnion(found)
      if !found.list.isEmpty { return result }
    }
    guard slots.count < classes.problem.upper else { return result }
    for place in classes.candidates(for: obligation, in: &self) {
      guard hasRoom(place, slots, classes, &result) else { continue }
      let shape = arena.and(classes.list[place].shape, required)
      guard isInhabited(shape, &result) else { continue }
      slots.append(Slot(place: place, shape: shape))
      let found = assign(remaining.dropFirst(), &slots, &classes)
      slots.removeLast()
      result.formUnion(found)
      if !found.list.isEmpty { return result }
    }
    return result
  }

  /// Says whether the shape has a member; what is not known about it goes into `result`.
  private mutating func isInhabited(_ shape: Shape, _ result: inout Values) -> Bool {
    if shape == .none { return false }
    let found = values(of: shape)
    if !found.list.isEmpty { return true }
    result.formUnion(found)
    return false
  }

  /// Says whether a class has another name to give.
  private mutating func hasRoom(
    _ place: Int, _ slots: [Slot], _ classes: borrowing MemberClasses, _ result: inout Values
  ) -> Bool {
    let used = slots.count { $0.place == place }
    switch classes.list[place].names {
    case .one: return used == 0
    case .others(let names):
      let found = values(of: names, .string, wanted: used + 1)
      if found.list.count > used { return true }
      result.formUnion(
        Values(isComplete: found.isComplete, unknown: found.unknown, dependsOn: found.dependsOn))
      return false
    }
  }

  /// Adds members until there are enough, and builds the object.
  private mutating func fill(_ slots: [Slot], _ classes: inout MemberClasses) -> Values {
    var slots = slots
    var result = Values.empty
    if slots.count < classes.problem.lower {
      for place in classes.all(in: &self) where slots.count < classes.problem.lower {
        guard isInhabited(classes.list[place].shape, &result) else { continue }
        if case .others = classes.list[place].names, classes.problem.lower > Self.sizeLimit {
          return .undecided(.witnessTooLarge("\(classes.problem.lower) members"))
        }
        while slots.count < classes.problem.lower, hasRoom(place, slots, classes, &result) {
          slots.append(Slot(place: place, shape: classes.list[place].shape))
          guard budget.spend() else { return .undecided(budget.exhausted ?? .numberRange) }
        }
      }
      if slots.count < classes.problem.lower { return result }
    }
    var object = JSONObject()
    var used: [Int: Int] = [:]
    for slot in slots {
      guard let value = values(of: slot.shape).list.first,
        let name = name(used[slot.place, default: 0], of: classes.list[slot.place])
      else { return .undecided(.unconfirmed) }
      used[slot.place, default: 0] += 1
      object[name] = value
    }
    return Values(list: [.object(object)], isComplete: false)
  }

  /// A name of a class, by number.
  mutating func name(_ number: Int, of memberClass: MemberClass) -> String? {
    switch memberClass.names {
    case .one(let name): return name.string
    case .others(let names):
      let found = values(of: names, .string, wanted: number + 1).list
      return found.count > number ? found[number].stringValue : nil
    }
  }
}
