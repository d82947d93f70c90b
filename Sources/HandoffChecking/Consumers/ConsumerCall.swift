/// How a consumer is reached.
package enum ConsumerCall: Sendable, Hashable {
  case program(ProgramCall)
  case endpoint(HTTPEndpoint)
}

extension ConsumerCall: CustomStringConvertible {
  /// The program as one would type it, or the address.
  package var description: String {
    switch self {
    case .program(let call): call.description
    case .endpoint(let endpoint): endpoint.description
    }
  }
}
