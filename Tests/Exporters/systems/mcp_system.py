"""A server with one tool."""

from mcp.server import MCPServer
from pydantic import BaseModel, Field


class Weather(BaseModel):
    celsius: float = Field(ge=-90, le=60)


server = MCPServer("weather")


@server.tool()
def today(town: str) -> Weather:
    """The weather of today."""
    return Weather(celsius=1)


SYSTEMS = {"mcp": server}
