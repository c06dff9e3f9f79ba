"""The one writer of an index: components in and out, and the position of the event log with every
commit.
"""

from types import TracebackType
from typing import Self

from tantivy import Index, IndexWriter

from registry.search.index.documents import SearchDocument
from registry.search.index.matching import term
from registry.search.index.schema import position_document, tantivy_document
from registry.search.index.tuning import NEUTRAL, Tuning


class LockBusy(RuntimeError):
    """Another process (or another writer of this one) is writing to the index."""


class ComponentWriter:
    """Writes until it is closed; only what was committed is kept. For one thread.

    Use it as a context manager, or call :meth:`close`: while it is open, nobody else can write.
    """

    def __init__(self, index: Index, *, heap_bytes: int) -> None:
        """LockBusy where the folder's writer lock is held. ``heap_bytes``: memory used before it
        is flushed.
        """
        self.tuning: Tuning = NEUTRAL
        try:
            self._writer: IndexWriter | None = index.writer(heap_size=heap_bytes, num_threads=1)
        except ValueError as error:
            if "LockBusy" in str(error):
                raise LockBusy("The search index is being written to by another process.") from error
            raise

    def put(self, document: SearchDocument) -> None:
        """Add a component or replace what the index holds of it."""
        self.delete(document.id)
        self.add(document)

    def add(self, document: SearchDocument) -> None:
        """Add a component that the index does not hold yet, as when it is rebuilt; else it is
        found twice.
        """
        self._open().add_document(tantivy_document(document, self.tuning.lexicon))

    def delete(self, identity: int) -> None:
        """Remove a component; nothing happens where the index does not hold it."""
        # By query, because deleting by term takes the number for a signed one and deletes nothing.
        self._open().delete_documents_by_query(term("id", identity))

    def clear(self) -> None:
        """Remove everything, to feed it again in the same commit; readers see the old state until
        then.
        """
        self._open().delete_all_documents()

    def commit(self, position: int) -> None:
        """Make everything since the last commit visible, at once and together with the log's
        position.
        """
        writer = self._open()
        writer.delete_documents_by_term("marker", "position")
        writer.add_document(position_document(position, self.tuning.dictionary))
        writer.commit()

    def rollback(self) -> None:
        """Forget everything since the last commit."""
        self._open().rollback()

    def close(self) -> None:
        """Forget what was not committed, finish merging and let others write."""
        if self._writer is not None:
            writer, self._writer = self._writer, None
            writer.rollback()
            writer.wait_merging_threads()

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close, whatever happened."""
        self.close()

    def _open(self) -> IndexWriter:
        if self._writer is None:
            raise RuntimeError("This writer of the search index is closed.")
        return self._writer
