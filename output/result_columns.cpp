#include <algorithm>
#include <memory>
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
  std::size_t rows = 0;
  std::size_t begin = 0;  ///< of the rows wanted
  std::size_t end = 0;
  std::vector<unsigned char> stored;
  bool is_decoded = false;
};

std::vector<ChunkTask> tasks_of(const std::vector<std::size_t>& wanted, std::size_t chunk_rows) {
  std::vector<ChunkTask> tasks;
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    const std::size_t chunk = wanted[k] / chunk_rows;
    if (tasks.empty() || tasks.back().first_row != chunk * chunk_rows) {
      tasks.push_back({chunk * chunk_rows, chunk_rows, k, k, {}, false});
    }
    tasks.back().end = k + 1;
  }
  return tasks;
}

}  // namespace

std::vector<double> ResultFile::read_columns(std::string_view variable, const std::vector<std::size_t>& positions,
                                             int threads) const {
  std::vector<double> columns;
  read_columns(variable, positions, threads, columns);
  return columns;
}

void ResultFile::read_columns(std::string_view variable, const std::vector<std::size_t>& positions, int threads,
                              std::vector<double>& columns) const {
  // At least so many rows are turned at a time where chunks cannot be had as they are stored.
  constexpr std::size_t usual_rows = 256;
  if (!layout_.has(variable)) static_cast<void>(read(variable, 0, 0));  // refuses it
  const std::size_t width = layout_.size(variable);
  const std::size_t members = positions.size();
  columns.resize(members * width);
  try {
    const hdf5::Group root = file_->root();
    const std::vector<std::size_t> wanted = rows_of(root, members_, positions);
    const hdf5::Dataset dataset = root.open_dataset(std::string(variable));
    const std::size_t stored_rows = dataset.shape().front();
    const std::size_t chunk_rows = dataset.usual_chunk_rows();
    const auto turn = [&](const ChunkTask& task, std::span<const double> values) {
      for (std::size_t column = 0; column < width; ++column) {
        double* const to = columns.data() + column * members;
        for (std::size_t k = task.begin; k < task.end; ++k)
          to[k] = values[(wanted[k] - task.first_row) * width + column];
      }
    };
    std::vector<ChunkTask> tasks = tasks_of(wanted, chunk_rows > 0 ? chunk_rows : usual_rows);
    for (ChunkTask& task : tasks) {
      if (chunk_rows > 0) task.stored = dataset.read_stored_chunk(task.first_row);
    }
    sim::for_each_block(tasks.size(), 1, threads, [&](std::size_t i, std::size_t) {
      ChunkTask& task = tasks[i];
      const std::size_t size = task.rows * width;
      const auto memory = std::make_unique_for_overwrite<double[]>(size);
      const std::span<double> values(memory.get(), size);
      task.is_decoded = !task.stored.empty() && decode_chunk(task.stored, values);
      task.stored = {};
      if (task.is_decoded) turn(task, values);
    });
    for (const ChunkTask& task : tasks) {
      if (task.is_decoded) continue;
      // HDF5 reads what is stored otherwise, and says what is wrong with what is damaged.
      const std::size_t count = std::min(task.rows, stored_rows - task.first_row);
      std::vector<double> values(count * width);
      dataset.read_rows<double>(task.first_row, count, values);
      turn(task, values);
    }
  } catch (const hdf5::Error& error) {
    throw sim::UserFault(path_ + " is cut short or damaged (" + std::string(variable) + ": " + error.what() + ")");
  }
}

}  // namespace skifte::output
