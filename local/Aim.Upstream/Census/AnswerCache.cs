namespace Aim.Upstream.Census;

/// <summary>Answers already made, kept while the data is unchanged. An empty answer stands for no rows.</summary>
internal sealed class AnswerCache
{
    /// <summary>The largest answer that is worth keeping, in bytes.</summary>
    public const int LargestAnswer = 16 << 20;

    private const long Capacity = 128 << 20;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, byte[]> _answers = new(StringComparer.Ordinal);
    private string _version = "";
    private long _size;

    public byte[]? Find(string version, string request)
    {
        lock (_lock)
        {
            return version.Equals(_version, StringComparison.Ordinal) ? _answers.GetValueOrDefault(request) : null;
        }
    }

    public void Keep(string version, string request, byte[] answer)
    {
        lock (_lock)
        {
            if (!version.Equals(_version, StringComparison.Ordinal) || _size + answer.Length > Capacity)
            {
                _answers.Clear();
                (_version, _size) = (version, 0);
            }

            if (_answers.TryAdd(request, answer)) _size += answer.Length;
        }
    }
}
