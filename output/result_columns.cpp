#include <algorithm>
#include <memory>
#include <mutex>
#include <span>

#include "output/hdf5.hpp"
#include "output/result_reader.hpp"
#include "output/stored_chunk.hpp"
#include "sim/fault.hpp"
#include "sim/parallel.hpp"

namespace skifte::output {

namespace {

/// Rows of the file in which members stand; both ascending.
std::vector<std::size_t> rows_of(const hdf5::Group& root, const std::vector<std::uint32_t>& members,
                                 const std::vector<std::size_t>& positions) {
  const hdf5::Dataset dataset = root.open_dataset("member");
  std::vector<std::uint32_t> stored(dataset.shape().front());
  dataset.read_rows<std::uint32_t>(0, stored.size(), stored);
  std::vector<std::size_t> rows;
  for (const std::size_t position : positions) {
    const auto found = std::lower_bound(stored.begin(), stored.end(), members.at(position));
    sim::ensure(found != stored.end() && *found == members.at(position), "a member is not in its file");
    rows.push_back(static_cast<std::size_t>(found - stored.begin()));
  }
  return rows;
}

/// Some of the rows wanted that lie in one chunk.
struct ChunkTask {
  std::size_t first_row = 0;
  std::size_t begin = 0;            ///< of the rows wanted
  std::vector<std::uint32_t> rows;  ///< wanted, from the chunk's first
  bool is_decoded = false;
};

std::vector<ChunkTask> tasks_of(const std::vector<std::size_t>& wanted, std::size_t chunk_rows) {
  std::vector<ChunkTask> tasks;
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    const std::size_t first = wanted[k] / chunk_rows * chunk_rows;
    if (tasks.empty() || tasks.back().first_row != first) tasks.push_back({first, k, {}, false});
    tasks.back().rows.push_back(static_cast<std::uint32_t>(wanted[k] - first));
  }
  return tasks;
}

/// What a thread needs to decode chunks.
struct Decoder {
  std::vector<unsigned char> stored;
  ChunkInflater inflater;
};

/// Reads chunks for threads, one at a time, since HDF5 knows one thread; and lends them decoders.
class ChunkSource {
 public:
  explicit ChunkSource(const hdf5::Dataset& dataset) : dataset_(dataset) {}
  /// A decoder that holds the chunk as stored, or nothing where it cannot be had so.
  std::unique_ptr<Decoder> read(std::size_t first_row) {
    const std::lock_guard guard(reading_);
    auto decoder = idle_.empty() ? std::make_unique<Decoder>() : std::move(idle_.back());
    if (!idle_.empty()) idle_.pop_back();
    dataset_.read_stored_chunk(first_row, decoder->stored);
    return decoder;
  }
  void give_back(std::unique_ptr<Decoder> decoder) {
    const std::lock_guard guard(reading_);
    idle_.push_back(std::move(decoder));
  }

 private:
  const hdf5::Dataset& dataset_;
  std::mutex reading_;
  std::vector<std::unique_ptr<Decoder>> idle_;
};

}  // namespace

std::vector<double> ResultFile::read_columns(std::string_view variable, const std::vector<std::size_t>& positions,
                                             int threads) const {
  if (!layout_.has(variable)) static_cast<void>(read(variable, 0, 0));  // refuses it
  std::vector<double> columns(positions.size() * layout_.size(variable));
  read_columns(variable, positions, threads, columns);
  return columns;
}

void ResultFile::read_columns(std::string_view variable, const std::vector<std::size_t>& positions, int threads,
                              std::span<double> columns) const {
  // At least so many rows are turned at a time where chunks cannot be had as they are stored.
  constexpr std::size_t usual_rows = 256;
  if (!layout_.has(variable)) static_cast<void>(read(variable, 0, 0));  // refuses it
  const std::size_t width = layout_.size(variable);
  const std::size_t members = positions.size();
  sim::ensure(columns.size() == members * width, "columns need a place for each member's every number");
  try {
    const hdf5::Group root = file_->root();
    const std::vector<std::size_t> wanted = rows_of(root, members_, positions);
    const hdf5::Dataset dataset = root.open_dataset(std::string(variable));
    const std::size_t stored_rows = dataset.shape().front();
    const std::size_t chunk_rows = dataset.usual_chunk_rows();
    const std::size_t task_rows = chunk_rows > 0 ? chunk_rows : usual_rows;
    std::vector<ChunkTask> tasks = tasks_of(wanted, task_rows);
    ChunkSource source(dataset);
    sim::for_each_block(chunk_rows > 0 ? tasks.size() : 0, 1, threads, [&](std::size_t i, std::size_t) {
      ChunkTask& task = tasks[i];
      auto decoder = source.read(task.first_row);
      const std::span<const unsigned char> shuffled = decoder->inflater.inflate(decoder->stored, chunk_rows * width);
      task.is_decoded = !shuffled.empty();
      if (task.is_decoded) turn_shuffled(shuffled, width, task.rows, columns.data() + task.begin, members);
      source.give_back(std::move(decoder));
    });
    for (const ChunkTask& task : tasks) {
      if (task.is_decoded) continue;
      // HDF5 reads what is stored otherwise, and says what is wrong with what is damaged.
      const std::size_t count = std::min(task_rows, stored_rows - task.first_row);
      std::vector<double> values(count * width);
      dataset.read_rows<double>(task.first_row, count, values);
      for (std::size_t column = 0; column < width; ++column) {
        double* const to = columns.data() + column * members + task.begin;
        for (std::size_t k = 0; k < task.rows.size(); ++k) to[k] = values[task.rows[k] * width + column];
      }
    }
  } catch (const hdf5::Error& error) {
    throw sim::UserFault(path_ + " is cut short or damaged (" + std::string(variable) + ": " + error.what() + ")");
  }
}

}  // namespace skifte::output
