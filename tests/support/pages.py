"""What tests look for in an HTML page."""

from html.parser import HTMLParser

HOSTILE = "</p><script>alert(1)</script><img src=x onerror=alert(2)> `</code><b>`"


class Elements(HTMLParser):
    """The names of a page's elements, and all of its text and attributes."""

    def __init__(self, page):
        super().__init__()
        self.names, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        self.text += "".join(f" {value} " for _, value in attrs)

    def handle_data(self, data):
        self.text += data
