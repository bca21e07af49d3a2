import pytest

from parsers.model.content import UnreadableError
from parsers.reading import read_file
from parsers.text.mhtml import html_part

HEAD = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="----X"\r\n\r\n'
PAGE = (
    b'------X\r\nContent-Type: text/html; charset="iso-8859-1"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    b"<html><body><h1>Dagsorden for m=F8det</h1><p>Punkt 1 Godkendelse af dagsorden</p></body></html>\r\n"
)
PICTURE = b"------X\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------X--\r\n"


def test_the_page_is_read_in_its_own_letters() -> None:
    assert "Dagsorden for mødet" in html_part(HEAD + PAGE + PICTURE).decode()
    assert read_file(HEAD + PAGE + PICTURE, "multipart/related").documents


def test_a_file_of_pictures_alone_is_refused() -> None:
    with pytest.raises(UnreadableError) as refused:
        html_part(HEAD + PICTURE)
    assert refused.value.code == "empty_file"
