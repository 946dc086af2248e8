"""Text in UTF-16 or UTF-32, as Excel's “Unicode text”, given on in UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import replace

from strikemap.importers.file.opening import Packed
from strikemap.importers.problem import ImportProblem
from strikemap.languages import sentence

_MARKS = (
    # UTF-32's mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_DECLARED = re.compile(r"""(<\?xml[^>]{0,100}?)\s+encoding\s*=\s*["'][^"']{0,40}["']""")


def in_utf_8(file: Packed) -> Packed:
    """
    *file* with its text in UTF-8 where a byte-order mark says that it is in UTF-16 or UTF-32.

    Without such a mark it is *file* itself.  The stream's `read` raises `ImportProblem` where the
    bytes are none of that encoding.
    """
    stream = file.open()
    try:
        start = stream.read(4)
    finally:
        stream.close()
    for mark, codec, name in _MARKS:
        if start.startswith(mark):

            def opened(mark: bytes = mark, codec: str = codec) -> io.BufferedIOBase:
                return _InUtf8(file.open(), len(mark), codec, file.name)

            return replace(file, opener=opened, text=name)
    return file


class _InUtf8(io.BufferedIOBase):
    """The bytes of *inner* after its mark of *skip* bytes, decoded and encoded anew."""

    def __init__(self, inner: io.BufferedIOBase, skip: int, codec: str, name: str) -> None:
        self._inner, self._skip, self._name = inner, skip, name
        self._decoder = codecs.getincrementaldecoder(codec)()
        self._left = b""
        self._is_first = True

    def read(self, size: int | None = -1) -> bytes:
        wanted = 1 << 20 if size is None or size < 0 else size
        while not self._left:
            # Four bytes are at least one character, whatever the encoding.
            block = self._inner.read(max(wanted, 4 + self._skip))
            self._left = self._encoded(block).encode("utf-8")
            if not block:
                break
        made, self._left = self._left[:wanted], self._left[wanted:]
        return made

    def _encoded(self, block: bytes) -> str:
        try:
            text = self._decoder.decode(block[self._skip :], final=not block)
        except UnicodeDecodeError as error:
            raise ImportProblem(
                sentence(
                    "{file}: its byte-order mark says UTF-16 or UTF-32, but it is damaged: "
                    "{fault}; save it again as UTF-8",
                    file=self._name,
                    fault=error.reason,
                )
            ) from None
        self._skip = 0
        if self._is_first and text:
            # What XML declares of its encoding is no longer so.
            self._is_first, text = False, _DECLARED.sub(r"\1", text, count=1)
        return text

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        super().close()
        self._inner.close()
