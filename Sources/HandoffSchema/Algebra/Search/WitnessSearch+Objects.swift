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
    var first = serve(&classes)
    if first.list.isEmpty, first.isComplete, let reason = classes.unknown { first = .undecided(reason) }
    if problem.excluded.isEmpty && wanted == 1 || first.list.isEmpty { return first }
    if wanted == 1, let value = first.list.first, !problem.excluded.contains(value) { return first }
    return enumerate(problem, &classes, literals, wanted, including: first)
  }

  /// The most obligations that leave a choice; each is a level of the call stack.
  private static let choiceLimit = 500

  /// Obligations on one name come first: they leave no choice, however many there are.
  private mutating func serve(_ classes: inout MemberClasses) -> Values {
    var slots: [Slot] = []
    var slotOfPlace: [Int: Int] = [:]
    var open: [Int] = []
    for (index, obligation) in classes.problem.obligations.enumerated() {
      guard let name = ObjectProblem.onlyName(obligation.names, in: arena) else {
        open.append(index)
        continue
      }
      guard budget.spend() else { return .undecided(budget.exhausted ?? .numberRange) }
      let place = classes.place(of: name, in: &arena)
      let slot = slotOfPlace[place] ?? slots.count
      if slot == slots.count { slots.append(Slot(place: place, shape: classes.list[place].shape)) }
      slotOfPlace[place] = slot
      slots[slot].shape = arena.and(slots[slot].shape, obligation.shape)
    }
    guard slots.count <= classes.problem.upper else { return .empty }
    var doubt: Values?
    for slot in slots {
      let found = values(of: slot.shape, at: classes.step(to: slot.place))
      if found.isEmpty { return found }
      if found.list.isEmpty { doubt = doubt ?? found }
    }
    if let doubt { return doubt }
    guard open.count <= Self.choiceLimit else { return .undecided(.combinationLimit(Self.choiceLimit)) }
    return assign(open[...], &slots, &classes)
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
      guard isInhabited(shape, at: classes.step(to: slots[index].place), &result) else { continue }
      slots[index].shape = shape
      let found = assign(remaining.dropFirst(), &slots, &classes)
      slots[index].shape = before
      result.formUnion(found)
      if !found.list.isEmpty { return result }
    }
    guard slots.count < classes.problem.upper else { return result }
    for place in classes.candidates(for: obligation, in: &self) {
      guard room(place, 1, slots, classes, &result) > 0 else { continue }
      let shape = arena.and(classes.list[place].shape, required)
      guard isInhabited(shape, at: classes.step(to: place), &result) else { continue }
      slots.append(Slot(place: place, shape: shape))
      let found = assign(remaining.dropFirst(), &slots, &classes)
      slots.removeLast()
      result.formUnion(found)
      if !found.list.isEmpty { return result }
    }
    return result
  }

  /// Says whether the shape has a member; what is not known about it goes into `result`.
  private mutating func isInhabited(
    _ shape: Shape, at step: @autoclosure () -> String, _ result: inout Values
  ) -> Bool {
    if shape == .none { return false }
    let found = values(of: shape, at: step())
    if !found.list.isEmpty { return true }
    result.formUnion(found)
    return false
  }

  /// How many more names a class has to give, up to a number.
  private mutating func room(
    _ place: Int, _ wanted: Int, _ slots: [Slot], _ classes: borrowing MemberClasses, _ result: inout Values
  ) -> Int {
    let used = slots.count { $0.place == place }
    switch classes.list[place].names {
    case .one: return used == 0 ? 1 : 0
    case .others(let names):
      let found = values(of: names, .string, wanted: used + wanted)
      if found.list.count < used + wanted {
        result.formUnion(
          Values(isComplete: found.isComplete, unknown: found.unknown, dependsOn: found.dependsOn))
      }
      return min(wanted, found.list.count - used)
    }
  }

  /// Adds members until there are enough, and builds the object.
  private mutating func fill(_ slots: [Slot], _ classes: inout MemberClasses) -> Values {
    var slots = slots
    var result = Values.empty
    if slots.count < classes.problem.lower {
      for place in classes.all(in: &self) where slots.count < classes.problem.lower {
        guard isInhabited(classes.list[place].shape, at: classes.step(to: place), &result) else { continue }
        if case .others = classes.list[place].names, classes.problem.lower > Self.sizeLimit {
          return .undecided(.witnessTooLarge("\(classes.problem.lower) members"))
        }
        let missing = classes.problem.lower - slots.count
        let count = room(place, missing, slots, classes, &result)
        let slot = Slot(place: place, shape: classes.list[place].shape)
        slots += Array(repeating: slot, count: count)
        guard budget.spend(count) else { return .undecided(budget.exhausted ?? .numberRange) }
      }
      if slots.count < classes.problem.lower { return result }
    }
    var counts: [Int: Int] = [:]
    for slot in slots { counts[slot.place, default: 0] += 1 }
    var left: [Int: [String]] = [:]
    var object = JSONObject()
    for slot in slots {
      if left[slot.place] == nil {
        left[slot.place] = names(counts[slot.place] ?? 0, of: classes.list[slot.place])
      }
      guard let value = values(of: slot.shape).list.first, let name = left[slot.place]?.popLast() else {
        return .undecided(.unconfirmed)
      }
      object[name] = value
    }
    return Values(list: [.object(object)], isComplete: false)
  }

  /// The first names of a class, the very first one last.
  private mutating func names(_ count: Int, of memberClass: MemberClass) -> [String] {
    switch memberClass.names {
    case .one(let name): return [name.string]
    case .others(let names):
      return values(of: names, .string, wanted: count).list.reversed().compactMap(\.stringValue)
    }
  }
}
