/// Whether something can happen with some payload.
package enum Possibility: Sendable, Hashable {
  case no
  case yes
  case undecided(because: String)
}
