internal import HandoffSchema

/// Where each name stands first in a list.
func firstPlaces(of names: some Collection<String>) -> [ExactString: Int] {
  var places: [ExactString: Int] = [:]
  places.reserveCapacity(names.count)
  for (index, name) in names.enumerated() {
    // One lookup for the usual case that every name is new.
    let known = places.updateValue(index, forKey: ExactString(name))
    if let known { places[ExactString(name)] = known }
  }
  return places
}
